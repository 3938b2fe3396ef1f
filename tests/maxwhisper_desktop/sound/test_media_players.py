"""Media players pause while the user speaks, and go on afterwards, on a real session bus."""

from collections.abc import Callable, Iterator

import pytest
from desktop.desk import Desk
from fakes.fake_player import FakePlayer
from patience import wait_for

from maxwhisper_desktop.sound.media_players import MediaPlayers

pytestmark = pytest.mark.desktop


@pytest.fixture
def plays(
    session: Desk, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., FakePlayer]]:
    """Starts a player, by its name, on a bus to which this process belongs."""
    session.move_in(monkeypatch)
    started: list[FakePlayer] = []

    def start(name: str, status: str = "Playing", *, is_silent: bool = False) -> FakePlayer:
        address = session.session["DBUS_SESSION_BUS_ADDRESS"]
        started.append(FakePlayer(address, name, status, is_silent=is_silent))
        return started[-1]

    yield start
    for player in started:
        player.leave()


@pytest.fixture
def players() -> MediaPlayers:
    """To be shut down by the test."""
    return MediaPlayers()


def pause(players: MediaPlayers, *playing: FakePlayer) -> None:
    """Pause, and wait until all that were playing have paused."""
    players.pause()
    wait_for(lambda: all(player.calls == ["Pause"] for player in playing))


def test_those_that_play_pause_and_go_on_and_others_are_left_alone(
    plays: Callable[..., FakePlayer], players: MediaPlayers
) -> None:
    music, video = plays("music"), plays("video.instance7")
    paused, stopped = plays("radio", "Paused"), plays("idle", "Stopped")
    pause(players, music, video)
    players.go_on()
    wait_for(lambda: (music.status, video.status) == ("Playing", "Playing"))
    assert music.calls == video.calls == ["Pause", "Play"]
    assert paused.calls == stopped.calls == []
    players.shut_down()


@pytest.mark.parametrize("wishes", [["Playing"], ["Stopped"], ["Playing", "Paused"]])
def test_a_player_whose_user_changed_its_state_is_left_alone(
    plays: Callable[..., FakePlayer], players: MediaPlayers, wishes: list[str]
) -> None:
    touched, other = plays("music"), plays("video")
    pause(players, touched, other)
    wait_for(lambda: (touched.status, other.status) == ("Paused", "Paused"))
    for wish in wishes:
        touched.change(wish)
    players.go_on()
    players.shut_down()
    assert other.calls == ["Pause", "Play"]
    assert touched.calls == ["Pause"]


@pytest.mark.own_limits("media_players")
def test_a_player_that_does_not_answer_holds_up_nobody(
    plays: Callable[..., FakePlayer], players: MediaPlayers
) -> None:
    dead, music = plays("dead", is_silent=True), plays("music")
    for n_pauses in (1, 2):
        players.pause()
        wait_for(lambda: music.calls.count("Pause") == n_pauses)  # noqa: B023
        players.go_on()
        wait_for(lambda: music.calls.count("Play") == n_pauses)  # noqa: B023
    assert dead.calls == []
    players.shut_down()


@pytest.mark.own_limits("bus_calls")
def test_a_player_that_is_too_busy_to_say_that_it_has_paused_goes_on(
    plays: Callable[..., FakePlayer], players: MediaPlayers
) -> None:
    music = plays("music")
    pause(players, music)
    music.is_reticent = True
    players.go_on()
    wait_for(lambda: music.calls == ["Pause", "Play"])
    players.shut_down()


def test_players_go_on_when_the_app_ends(
    plays: Callable[..., FakePlayer], players: MediaPlayers
) -> None:
    music = plays("music")
    pause(players, music)
    players.shut_down()
    assert music.calls == ["Pause", "Play"]


def test_a_recording_that_has_ended_before_a_player_answers_leaves_it_playing_in_the_end(
    plays: Callable[..., FakePlayer], players: MediaPlayers
) -> None:
    music = plays("music")
    players.pause()
    players.shut_down()
    assert music.status == "Playing"


def test_without_a_session_bus_nothing_happens(
    monkeypatch: pytest.MonkeyPatch, players: MediaPlayers
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    players.pause()
    players.go_on()
    players.shut_down()
