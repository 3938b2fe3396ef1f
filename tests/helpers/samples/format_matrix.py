"""A recording in all the containers, codecs, channel layouts and sample rates that FFmpeg writes."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from typing_extensions import override

FFMPEG: Final = shutil.which("ffmpeg")

LAYOUTS: Final = {
    "mono": "mono|c0=c0",
    "stereo": "stereo|c0=c0|c1=c0",
    "left": "stereo|c0=c0",
    "crossed": "stereo|c0=c0|c1=-1*c0",
    "5.1": "5.1|c2=c0",
    "7.1": "7.1|c2=c0",
}
"""How a voice in one channel becomes several: the same in both, in the left one, in both with one
of them the wrong way round, in the middle one alone."""

_MUXERS: Final = {
    "aifc": "aiff",
    "al": "alaw",
    "m2ts": "mpegts",
    "m4a": "ipod",
    "mka": "matroska",
    "mkv": "matroska",
    "mpg": "mpeg",
    "rf64": "wav",
    "sln": "s16le",
    "thd": "truehd",
    "ts": "mpegts",
    "ulaw": "mulaw",
    "wma": "asf",
    "wmv": "asf",
}
"""FFmpeg's names of formats that are not their files' suffixes."""

_OPTIONS: Final = {
    "rf64": ["-rf64", "always"],
    "libmp3lame": ["-b:a", "32k"],  # Else 8 kb/s at 8 kHz, which costs words.
    "mp2": ["-b:a", "64k"],
    "libopencore_amrnb": ["-b:a", "12.2k"],
}

_FILMS: Final = {
    "amv": ["amv", "-s", "160x120", "-r", "25", "-block_size", "882"],
    "avi": ["mpeg4"],
    "flv": ["flv1"],
    "mkv": ["mpeg4"],
    "mov": ["mpeg4"],
    "mp4": ["mpeg4"],
    "mpg": ["mpeg2video"],
    "mxf": ["mpeg2video"],
    "ts": ["mpeg2video"],
    "wmv": ["wmv2"],
}
"""The video codec of films, and what it needs."""

_TABLE: Final = """
wav pcm_u8 mono@8000 left@22050
wav pcm_s16le mono@11025 mono@16000 stereo@44100 crossed@48000 5.1@48000 7.1@96000 stereo@192000
wav pcm_s24le mono@16000 crossed@44100
wav pcm_s32le mono@12000 5.1@192000
wav pcm_f32le stereo@48000 7.1@48000
wav pcm_f64le stereo@88200
wav pcm_alaw mono@8000 stereo@8000
wav pcm_mulaw mono@8000 crossed@16000
wav adpcm_ms mono@11025 stereo@22050
wav adpcm_ima_wav mono@8000 stereo@44100
wav adpcm_yamaha mono@22050
wav adpcm_swf mono@22050
wav g722 mono@16000
wav g726 mono@8000
wav g723_1 mono@8000
wav libgsm_ms mono@8000
wav libmp3lame stereo@44100
wav ac3 5.1@48000
wav dca stereo@44100
wav wmav2 stereo@44100
w64 pcm_s16le mono@24000 stereo@48000
rf64 pcm_s16le mono@16000 crossed@44100
aiff pcm_s8 mono@22050
aiff pcm_s16be stereo@44100
aiff pcm_s24be stereo@96000
aiff pcm_f32be left@48000
aifc pcm_alaw mono@8000
aifc adpcm_ima_qt mono@22050
caf pcm_s16le mono@16000 7.1@48000
caf pcm_f32le 5.1@48000
caf alac stereo@44100
caf libopus stereo@48000
au pcm_s16be stereo@44100
au pcm_mulaw mono@8000
au pcm_f32be crossed@48000
voc pcm_u8 mono@11025
voc pcm_s16le stereo@44100
ircam pcm_s16le mono@16000
sox pcm_s32le stereo@44100
ast pcm_s16be_planar stereo@32000
apm adpcm_ima_apm mono@22050
adx adpcm_adx mono@32000
flac flac mono@16000 left@48000 5.1@48000 7.1@96000 crossed@192000
oga flac stereo@48000
mka flac mono@32000 5.1@96000
mp4 flac stereo@44100
m4a alac mono@16000 stereo@44100 5.1@48000 crossed@96000 7.1@48000
wv wavpack mono@16000 stereo@44100 7.1@48000 crossed@192000
tta tta mono@16000 5.1@48000
mka tta stereo@48000
thd truehd stereo@96000
mlp mlp stereo@48000
mp3 libmp3lame mono@8000 mono@11025 mono@16000 stereo@44100 left@48000 crossed@32000
mp2 mp2 mono@16000 stereo@44100 crossed@48000
m4a aac mono@8000 mono@16000 stereo@44100 left@48000 crossed@32000 5.1@48000 7.1@96000
adts aac mono@16000 stereo@44100 5.1@48000
latm aac stereo@44100
3gp aac mono@16000
3gp libopencore_amrnb mono@8000
amr libopencore_amrnb mono@8000
mkv aac stereo@48000
flv aac stereo@44100
flv nellymoser mono@16000
flv libspeex mono@16000
flv pcm_mulaw mono@8000
swf libmp3lame mono@22050
ac3 ac3 mono@48000 stereo@44100 5.1@48000 crossed@32000
eac3 eac3 stereo@48000 5.1@48000
dts dca stereo@44100 5.1@48000
mkv dca 5.1@48000
mp4 ac3 5.1@48000
opus libopus mono@8000 mono@16000 left@24000 crossed@48000 5.1@48000 7.1@48000
webm libopus mono@48000 crossed@48000
mp4 libopus stereo@48000
ts libopus stereo@48000
ogg libvorbis mono@8000 mono@16000 left@22050 crossed@48000 5.1@48000 7.1@96000
webm libvorbis stereo@44100
spx libspeex mono@8000 mono@16000 stereo@32000
gsm libgsm mono@8000
mov pcm_s24le 5.1@48000
mov pcm_f32le mono@16000
mov adpcm_ima_qt stereo@44100
avi pcm_s16le stereo@44100
avi ac3 5.1@48000
ts mp2 stereo@48000
ts aac crossed@48000
ts ac3 5.1@48000
ts s302m stereo@48000
m2ts pcm_bluray 5.1@48000
vob pcm_dvd stereo@48000
wma wmav1 mono@22050
wma wmav2 mono@16000 stereo@44100 crossed@48000
asf pcm_s16le mono@16000
mxf_opatom pcm_s16le mono@48000
gxf pcm_s16le mono@48000
mkv pcm_f32le 7.1@48000
mkv alac stereo@44100
mkv eac3 5.1@48000
mkv real_144 mono@8000
nut adpcm_ms stereo@22050
rm real_144 mono@8000
wtv mp2 stereo@48000
mmf adpcm_yamaha mono@22050
spdif ac3 stereo@48000
al pcm_alaw mono@8000
ulaw pcm_mulaw mono@8000
g722 g722 mono@16000
sln pcm_s16le mono@8000
sbc sbc mono@16000
amv adpcm_ima_amv mono@22050 film
avi libmp3lame stereo@44100 film
flv libmp3lame stereo@44100 film
mkv libvorbis crossed@44100 film
mov alac stereo@48000 film
mp4 aac 5.1@44100 film
mpg mp2 stereo@44100 film
mxf pcm_s24le 5.1@48000 film
ts eac3 stereo@48000 film
wmv wmav2 stereo@44100 film
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A file to be written; a film has a picture beside the sound."""

    suffix: str
    codec: str
    layout: str
    rate: int
    film: bool = False

    @override
    def __str__(self) -> str:
        film = "-film" if self.film else ""
        return f"{self.suffix}-{self.codec}-{self.layout}-{self.rate}{film}"

    @property
    def file_name(self) -> str:
        """Its name, of which no other has the stem."""
        return f"{self}.{self.suffix}"


def _parsed(line: str) -> list[Kind]:
    suffix, codec, *places = line.split()
    film = "film" in places
    layouts = (place.split("@") for place in places if place != "film")
    return [Kind(suffix, codec, layout, int(rate), film) for layout, rate in layouts]


_LINES: Final = [_parsed(line) for line in _TABLE.split("\n") if line]

ALL_KINDS: Final = [kind for line in _LINES for kind in line]
KINDS: Final = [line[n % len(line)] for n, line in enumerate(_LINES)]
"""One of each container and codec, with channels and rates in turn."""


def write(recording: Path, kind: Kind, folder: Path) -> Path | None:
    """Convert a recording of one channel; return None if this FFmpeg cannot write it."""
    assert FFMPEG is not None
    path = folder / kind.file_name
    picture = ["-f", "lavfi", "-i", "color=black:s=64x64:r=25"] if kind.film else []
    film = ["-shortest", "-c:v", *_FILMS[kind.suffix]] if kind.film else []
    sound = ["-af", f"pan={LAYOUTS[kind.layout]}", "-ar", str(kind.rate), "-c:a", kind.codec]
    options = [*_OPTIONS.get(kind.codec, []), *_OPTIONS.get(kind.suffix, [])]
    muxer = _MUXERS.get(kind.suffix, kind.suffix)
    done = subprocess.run(
        [
            *(FFMPEG, "-nostdin", "-v", "error", "-i", str(recording), *picture, *film),
            *(*sound, *options, "-strict", "-2", "-f", muxer, str(path)),
        ],
        check=False,
        capture_output=True,
    )
    return path if done.returncode == 0 else None
