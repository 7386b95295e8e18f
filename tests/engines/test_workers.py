"""Processes that answer one text at a time: order, deaths, hangs, and nothing left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from transkit.engines.workers import Answer, WorkerPool
from transkit.errors import EngineError

WORKER = """
import json, os, signal, sys, time
setup = json.loads(sys.stdin.readline())
if setup.get("broken"):
    print(json.dumps({"error": "no such model"}), flush=True)
    sys.exit()
if setup.get("dies"):
    os._exit(9)
print(json.dumps({"ready": True}), flush=True)
for line in iter(sys.stdin.readline, ""):
    request = json.loads(line)
    text = request["text"]
    if text == "exit":
        os._exit(3)
    if text == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("exit once "):
        with open(text[10:], "a") as tries:
            tries.write("x")
        if os.path.getsize(text[10:]) == 1:
            os._exit(3)
    if text == "hang":
        time.sleep(600)
    if text == "slow":
        time.sleep(0.4)
    if text == "babble":
        print("what?", flush=True)
        continue
    if text == "error":
        print(json.dumps({"id": request["id"], "error": "too hard"}), flush=True)
        continue
    print(json.dumps({"id": request["id"], "target": text.upper()}), flush=True)
"""


@pytest.fixture
def pools() -> Iterator[list[WorkerPool]]:
    """Collect pools to close."""
    made: list[WorkerPool] = []
    yield made
    for pool in made:
        pool.close()


def make_pool(
    pools: list[WorkerPool], count: int = 2, time_limit: float = 30.0, **setup: object
) -> WorkerPool:
    """Return a pool of processes that write in capitals."""
    pool = WorkerPool([sys.executable, "-c", WORKER], setup, count=count, time_limit=time_limit)
    pools.append(pool)
    return pool


def run(pool: WorkerPool, texts: list[str]) -> list[Answer]:
    """Return the answers in order; each must come exactly once."""
    answers: dict[int, Answer] = {}
    for batch in pool.run(texts):
        assert not answers.keys() & batch.keys()
        answers.update(batch)
    return [answers[i] for i in range(len(texts))]


def wait_until_gone(pids: tuple[int, ...]) -> None:
    """Return when none of the processes is there any more; fail after 20 seconds."""
    until = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() and not is_zombie(pid) for pid in pids):
        assert time.monotonic() < until, f"still there: {pids}"
        time.sleep(0.05)


def is_zombie(pid: int) -> bool:
    """Return whether a process has ended and nobody has asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_answers_belong_to_their_texts_whatever_the_order(pools: list[WorkerPool]) -> None:
    texts = [f"text {'x' * (n % 7)} {n}" for n in range(100)]
    assert run(make_pool(pools), texts) == [Answer(target=text.upper()) for text in texts]


def test_surrogates_and_line_ends_survive_the_pipes(pools: list[WorkerPool]) -> None:
    texts = ["a\nb\r\u2028c\0", "\ud800 x", "😀 ї", ""]
    assert [answer.target for answer in run(make_pool(pools), texts)] == [
        text.upper() for text in texts
    ]


def test_no_text_starts_no_process(pools: list[WorkerPool]) -> None:
    pool = make_pool(pools)
    assert run(pool, []) == []
    assert pool.processes == ()


def test_there_are_no_more_processes_than_texts(pools: list[WorkerPool]) -> None:
    pool = make_pool(pools, count=8)
    run(pool, ["one"])
    assert len(pool.processes) == 1


def test_processes_stay_for_the_next_run(pools: list[WorkerPool]) -> None:
    pool = make_pool(pools)
    run(pool, ["one", "two", "three"])
    before = pool.processes
    assert run(pool, ["four"]) == [Answer(target="FOUR")]
    assert pool.processes == before


def test_a_dead_worker_is_replaced_and_its_text_tried_again(
    pools: list[WorkerPool], tmp_path: Path
) -> None:
    texts = ["one", f"exit once {tmp_path / 'tries'}", "two", "three"]
    answers = run(make_pool(pools), texts)
    assert [answer.target for answer in answers] == [text.upper() for text in texts]


@pytest.mark.parametrize(
    ("deadly", "how"),
    [("exit", "ended with the exit code 3"), ("crash", "ended with SIGKILL")],
)
def test_a_text_that_kills_twice_is_reported_and_no_other_one(
    pools: list[WorkerPool], deadly: str, how: str
) -> None:
    answers = run(make_pool(pools), ["one", deadly, "two", "three", "four"])
    assert answers[1] == Answer(problem=f"the engine's process {how}")
    assert [answer.target for answer in answers] == ["ONE", "", "TWO", "THREE", "FOUR"]


def test_a_text_that_takes_too_long_is_reported(pools: list[WorkerPool]) -> None:
    answers = run(make_pool(pools, time_limit=1.5), ["one", "hang", "two"])
    assert answers[1] == Answer(problem="the engine's process took longer than 1.5 seconds")
    assert [answer.target for answer in answers] == ["ONE", "", "TWO"]


def test_a_text_that_waits_for_a_slow_one_has_its_own_time(pools: list[WorkerPool]) -> None:
    answers = run(make_pool(pools, count=1, time_limit=1.5), ["slow"] * 6)
    assert {answer.target for answer in answers} == {"SLOW"}


def test_an_error_is_that_texts_own(pools: list[WorkerPool]) -> None:
    answers = run(make_pool(pools), ["one", "error"])
    assert answers == [Answer(target="ONE"), Answer(problem="the engine failed: too hard")]


def test_a_worker_that_babbles_is_replaced(pools: list[WorkerPool]) -> None:
    answers = run(make_pool(pools), ["one", "babble", "two"])
    assert answers[1].problem == "the engine's process answered what nobody had asked"
    assert [answer.target for answer in answers] == ["ONE", "", "TWO"]


def test_a_model_that_cannot_be_loaded_is_one_error(pools: list[WorkerPool]) -> None:
    pool = make_pool(pools, broken=True)
    with pytest.raises(EngineError, match="cannot be loaded: no such model"):
        run(pool, ["one", "two"])
    assert pool.processes == ()


def test_workers_that_die_whatever_they_get_are_given_up(pools: list[WorkerPool]) -> None:
    with pytest.raises(EngineError, match="again and again"):
        run(make_pool(pools, dies=True), ["one", "two"])


def test_a_command_that_is_not_there_is_one_error(pools: list[WorkerPool]) -> None:
    pool = WorkerPool(["/nonexistent/python"], {}, count=1, time_limit=5)
    pools.append(pool)
    with pytest.raises(EngineError, match="cannot be started"):
        run(pool, ["one"])


def test_abandoning_a_run_ends_the_processes(pools: list[WorkerPool]) -> None:
    pool = make_pool(pools)
    answers = pool.run(["one"] * 200 + ["hang"] * 2)
    next(answers)
    pids = pool.processes
    assert len(pids) == 2
    answers.close()  # type: ignore[attr-defined]  # it is a generator
    assert pool.processes == ()
    wait_until_gone(pids)


def test_a_pool_that_is_forgotten_leaves_no_process(pools: list[WorkerPool]) -> None:
    pool = make_pool(pools)
    run(pool, ["one", "two"])
    pids = pool.processes
    pools.clear()
    del pool
    wait_until_gone(pids)


PARENT = """
import sys
sys.path[:0] = {path!r}
from transkit.engines.workers import WorkerPool
pool = WorkerPool([sys.executable, "-c", {worker!r}], {{}}, count=2, time_limit=600)
list(pool.run(["one", "two"]))
print(*pool.processes, flush=True)
list(pool.run(["hang", "hang"] if {busy} else []))
sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("number", "busy"),
    [(signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGKILL, False)],
    ids=["^C at work", "^C", "killed"],
)
def test_no_process_outlives_the_one_that_started_it(number: int, *, busy: bool) -> None:
    script = PARENT.format(path=sys.path, worker=WORKER, busy=busy)
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert parent.stdout is not None
    pids = tuple(int(pid) for pid in parent.stdout.readline().split())
    assert len(pids) == 2
    time.sleep(0.3)
    parent.send_signal(number)
    parent.wait(20)
    wait_until_gone(pids)
    parent.communicate()
