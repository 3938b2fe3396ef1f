"""The recordings whose word times are compared with openai-whisper's, and their languages."""

from collections.abc import Mapping
from typing import Final

_SHORT: Final = (
    "librispeech-test-other/3005-163389-0000.flac",
    "librispeech-misc/61-70968-0000.flac",
    "formats/stereo_diarization.wav",
    "ljspeech/LJ001-0001.flac",
    "vctk/p225_003.wav",
    "cmu-arctic/cmu_arctic_us_aew_a0001.wav",
    "kathleen-48k-pub/arctic_a0002_1592748556.wav",
    "pocketsphinx/librivox_sense_and_sensibility_01_austen_64kb-0870.wav",
    "speech-to-phrase-en/set_Bed_Light_brightness_to_50_percent.wav",
    "dictation/rosehill_1.wav",
    "fleurs/fleurs-en-000.ogg",
    "picovoice/cheetah_test_en.wav",
    "formats-librivox/p001.aac",
    "mfa/common_voice_en_22058264.mp3",
    "misc-en/would_you_please_turn_on_living_room_lamp.wav",
    "librispeech-test-other/3005-163389-0001.flac",
    "librispeech-misc/1089-134686-0000.flac",
    "formats/jfk_44k_stereo.flac",
    "ljspeech/LJ001-0003.flac",
    "vctk/p225_008.wav",
)

_LONG_ENGLISH: Final = (
    "librivox-long/sonnet001_en.mp3",
    "longform/columbia.wma",
    "dictation-long/ground_truth_sample_v1.mp3",
)

_ENGLISH: Final = dict.fromkeys((*_SHORT, *_LONG_ENGLISH), "en")

_OTHERS: Final = {
    "librivox-long/simplicissimus_de.mp3": "de",
    "librivox-long/capitan_veneno_es.mp3": "es",
    "librivox-fr/fleursdumal_010_baudelaire_64kb.mp3": "fr",
}

LONG: Final = frozenset((*_LONG_ENGLISH, *_OTHERS))
"""Those of 50 s and more."""

CLIPS: Final[Mapping[str, Mapping[str, str]]] = {
    "tiny.en": _ENGLISH,
    "base": _ENGLISH | _OTHERS,
}
"""Languages of the recordings by their paths in the folder of recordings, by model."""
