"""Emiss from Python: likelihoods of B -> K(*) + missing energy, fits, limits and whole runs.

    import emiss

    with emiss.start() as service:
        likelihood = service.likelihood(["belle2-ita", "belle2-hta"], "vector", ["hV"], mass=2.1)
        print(likelihood.t(7e-9))

``start`` begins ``emiss serve``, a service on this machine that only this process knows, and it ends with the
process. Units are GeV; couplings are those of the manual. Only the standard library is needed; arrays are those of
numpy and tables those of pandas where these are installed, otherwise lists of numbers and of dictionaries.
"""

from __future__ import annotations

import collections
import http.client
import json
import logging
import math
import os
import queue
import shutil
import subprocess
import threading
import urllib.parse
import weakref
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

try:
    import numpy
except ImportError:
    numpy = None  # type: ignore[assignment]
try:
    import pandas
except ImportError:
    pandas = None  # type: ignore[assignment]

__version__ = "0.2.0"
__all__ = [
    "EmissError", "Likelihood", "Problem", "Results", "Service", "Study", "connect", "find_launcher", "fit", "likelihood",
    "limit", "run", "start", "study",
]

Point = Union[float, complex, Sequence[float], Mapping[str, Any]]
"""A value of the only parameter, values in the order of ``parameters``, or values by name."""

_BUILT_FROM = ""
"""The folder that ``pip install`` found this file in."""

_LOG = logging.getLogger("emiss")


class Problem(NamedTuple):
    """One thing that is wrong with a request, in the words of the command line."""

    message: str
    line: Optional[int] = None
    column: Optional[int] = None
    pointer: Optional[str] = None

    def __str__(self) -> str:
        place = f"{self.pointer}: " if self.pointer else ""
        return place + self.message


class EmissError(Exception):
    """What Emiss says is wrong: a request, or the service itself.

    ``problems`` lists everything that is wrong with a request; ``status`` is the status of HTTP, 0 if there is none.
    """

    def __init__(self, problems: Union[str, Sequence[Problem]], status: int = 0):
        self.problems: List[Problem] = [Problem(problems)] if isinstance(problems, str) else list(problems)
        self.status = status
        super().__init__("\n".join(map(str, self.problems)))


def find_launcher(launcher: Union[str, os.PathLike, None] = None) -> Path:
    """The command ``emiss``: the argument, the environment's EMISS, on the PATH, or in the package or clone of this file."""
    for name, where in ((launcher, "the argument"), (os.environ.get("EMISS"), "the environment's EMISS")):
        if name:
            found = shutil.which(os.fspath(name))
            if not found:
                raise EmissError(f"{where} is {os.fspath(name)}, which is no command, expected the launcher emiss")
            return Path(found).absolute()
    found = shutil.which("emiss")
    if found:
        return Path(found).absolute()
    for place in (Path(__file__).resolve().parent, *([Path(_BUILT_FROM)] if _BUILT_FROM else [])):
        for folder in (place, *place.parents):
            candidate = folder / "emiss"
            if candidate.is_file() and os.access(candidate, os.X_OK) and any(
                    (folder / beside).exists() for beside in ("lib", "pom.xml")):
                return candidate
    raise EmissError("there is no command emiss: not on the PATH, in the environment's EMISS, or near " + __file__)


def start(launcher: Union[str, os.PathLike, None] = None, *, folder: Union[str, os.PathLike] = ".",
          threads: Optional[int] = None, port: int = 0, timeout: float = 900) -> "Service":
    """Starts a service, which ends with ``close``, at the end of a ``with`` block, or with this process.

    :param launcher: the command ``emiss``, see :func:`find_launcher`
    :param folder: what paths in requests are relative to; requests name no files elsewhere
    :param threads: how many threads a request computes on (default: all cores)
    :param port: the port to listen at; 0 for any that is free
    :param timeout: how long to wait for the service [s]; in a clone it is built first, when its sources are newer
    :raises EmissError: if it does not start, with what it said
    """
    command = [str(find_launcher(launcher)), "serve", "--with-parent", "--folder", os.path.abspath(folder)]
    command += ["--port", str(port)] if port else []
    command += ["--threads", str(threads)] if threads else []
    # a session of its own: Ctrl-C in Python stops a computation, not the service
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, errors="replace", start_new_session=True)
    said: "collections.deque[str]" = collections.deque(maxlen=50)
    first: "queue.Queue[str]" = queue.Queue()

    def read_errors() -> None:
        with process.stderr as lines:  # type: ignore[union-attr]
            for line in lines:
                said.append(line.rstrip())
                _LOG.info("%s", line.rstrip())

    def read_output() -> None:
        with process.stdout as lines:  # type: ignore[union-attr]
            first.put(lines.readline().strip())
            for _ in lines:
                pass

    errors = threading.Thread(target=read_errors, daemon=True)
    errors.start()
    threading.Thread(target=read_output, daemon=True).start()
    try:
        address = first.get(timeout=timeout)
    except BaseException as interrupted:
        _stop(process)
        if isinstance(interrupted, queue.Empty):
            raise EmissError(f"{command[0]} serve said nothing for {timeout:g} s") from None
        raise
    if not address.startswith("http://"):
        code = process.wait()
        _stop(process)
        errors.join(1)
        reason = "\n".join(said) or address or "nothing was said"
        raise EmissError(f"{command[0]} serve ended with code {code}: {reason}")
    service = Service(address)
    service._own(process)
    global _current
    _current = service
    return service


def _stop(process: "subprocess.Popen[str]") -> None:
    """Ends a service: it ends by itself when its standard input does."""
    try:
        process.stdin.close()  # type: ignore[union-attr]
    except OSError:
        pass
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


def connect(address: str) -> "Service":
    """A service that runs already, by the address that ``emiss serve`` printed."""
    return Service(address)


_current: "Optional[Service]" = None


def _service() -> "Service":
    """The service that was started last; a new one if none runs."""
    return start() if _current is None or _current.closed else _current


class Service:
    """A running service. Threads, and processes that are forked, may share it: each has a connection of its own."""

    def __init__(self, address: str):
        parts = urllib.parse.urlsplit(address)
        if parts.scheme != "http" or not parts.hostname or not parts.port or len(parts.path) < 3:
            raise EmissError(f"the address is {address}, expected one such as http://127.0.0.1:8080/TOKEN/")
        self.address = address if address.endswith("/") else address + "/"
        self._host, self._port = parts.hostname, parts.port
        self._path = urllib.parse.urlsplit(self.address).path
        self._local = threading.local()
        self._process: "Optional[subprocess.Popen[str]]" = None
        self._end: Optional[weakref.finalize] = None
        self.closed = False

    def _own(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._end = weakref.finalize(self, _stop, process)

    def __reduce__(self) -> Tuple[Any, ...]:
        return connect, (self.address,)

    def __repr__(self) -> str:
        return f"<emiss service at port {self._port}{', closed' if self.closed else ''}>"

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Ends the service, if it was started here."""
        self.closed = True
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
        if self._end is not None:
            self._end()

    def catalogue(self) -> Dict[str, Any]:
        """Scenarios with their couplings and Lagrangians, experiments with their sources, transitions, form factors."""
        return self._request("GET", "api/catalogue")

    def evaluate(self, request: Mapping[str, Any]) -> Dict[str, Any]:
        """The answer to a request as it is, see ``api/openapi.json`` of the service; :class:`Likelihood` is easier."""
        return self._request("POST", "api/evaluate", request)

    def likelihood(self, experiments: Union[str, Sequence[Any], None] = None, scenario: Any = None,
                   parameters: Union[str, Sequence[str], None] = None, **settings: Any) -> "Likelihood":
        """The likelihood of data sets as a function of some parameters, see :class:`Likelihood`."""
        return Likelihood(self, experiments, scenario, parameters, **settings)

    def study(self, type: str, **settings: Any) -> "Study":
        """The result of a study of any type, with the settings of the manual and ``inputs``, ``experiments``, ``data``."""
        return Study(self._request("POST", "api/study", {"type": type, **_settings(settings)}))

    def fit(self, **settings: Any) -> "Study":
        """The best point of a fit: ``scenario``, ``couplings``, ``mass`` (a number or a range) and other settings of a ``fit``."""
        return Study(self._request("POST", "api/fit", _settings(settings)))

    def limit(self, **settings: Any) -> "Study":
        """Upper limits: ``scenario``, ``couplings``, ``masses``, ``quantity``, ``method`` and other settings of ``upper-limit``."""
        return Study(self._request("POST", "api/limit", _settings(settings)))

    def run(self, config: Union[str, os.PathLike, Mapping[str, Any]], out: Optional[str] = None,
            progress: Optional[Callable[[Dict[str, Any]], None]] = None) -> "Results":
        """Runs a whole configuration.

        :param config: the name of a file, the text of one (YAML or JSON), or its content as a dictionary; paths in it are
            relative to the folder of the service
        :param out: a folder for the results, in the folder of the service; without it nothing is written
        :param progress: called with ``{"study", "type", "done", "of"}`` while it computes
        """
        body: Dict[str, Any] = {"config": _config(config)}
        if out is not None:
            body["out"] = out
        connection = self._connect(None)
        try:
            response = self._send(connection, "POST", "api/run", body)
            for event, data in _events(response):
                if event == "progress" and progress is not None:
                    progress(data)
                elif event == "error":
                    raise EmissError(_problems(data))
                elif event == "done":
                    return Results(data)
            raise EmissError("the service ended before the run did")
        finally:
            connection.close()

    def _connect(self, timeout: Optional[float]) -> http.client.HTTPConnection:
        if self.closed:
            raise EmissError("the service is closed")
        # the connection sends at once (TCP_NODELAY), as http.client sets it
        return http.client.HTTPConnection(self._host, self._port, timeout=timeout)

    def _send(self, connection: http.client.HTTPConnection, method: str, path: str,
              body: Optional[Mapping[str, Any]]) -> http.client.HTTPResponse:
        try:
            content = None if body is None else json.dumps(body, default=_plain, allow_nan=False).encode()
        except (TypeError, ValueError) as unfit:
            raise EmissError(f"the request cannot be sent: {unfit}") from unfit
        headers = {} if content is None else {"Content-Type": "application/json"}
        connection.request(method, self._path + path, content, headers)
        response = connection.getresponse()
        if response.status != 200:
            text = response.read()
            try:
                problems = _problems(json.loads(text))
            except ValueError:
                problems = [Problem(f"the service answered {response.status} {response.reason}")]
            raise EmissError(problems, response.status)
        return response

    def _request(self, method: str, path: str, body: Optional[Mapping[str, Any]] = None) -> Any:
        local = self._local
        # a forked process must not use the connection of its parent
        if self.closed or getattr(local, "pid", None) != os.getpid():
            local.connection, local.pid, local.used = self._connect(None), os.getpid(), False
        try:
            try:
                response = self._send(local.connection, method, path, body)
            except (ConnectionError, http.client.BadStatusLine, http.client.CannotSendRequest):
                if not local.used:
                    raise
                # a connection that nobody used for long is closed by the service
                local.connection.close()
                local.used = False
                response = self._send(local.connection, method, path, body)
            answer = json.loads(response.read())
            local.used = True
            return answer
        except EmissError:
            local.used = True
            raise
        except (OSError, http.client.HTTPException) as broken:
            local.connection.close()
            code = self._process.poll() if self._process is not None else None
            ended = "" if code is None else f", which ended with code {code}"
            raise EmissError(f"no answer from the service at port {self._port}{ended}: {broken}") from broken
        except BaseException:
            # interrupted in the middle of an answer
            local.connection.close()
            raise


class Likelihood:
    """A likelihood as a function of some parameters.

    :param experiments: ids of data sets and groups, or files as in a configuration
    :param scenario: the new particles; without one it is the Standard Model, rescaled by ``mu``
    :param parameters: what varies, in the order of vectors: couplings, and ``mass`` if it does; without a
        scenario ``mu``
    :param settings: what does not vary: ``mass``, further ``couplings`` (a dictionary), ``width``, ``lambda_``, ``lifetime``,
        ``basis``, ``inputs``, ``data``; ``mu``

    ``t`` is -2 ln L relative to the Standard Model, profiled over the nuisance parameters, negative where the data prefer the
    point. A point is a vector of ``parameters``, the value of the only one, or values by name; values of couplings may be complex.
    """

    _OF_POINTS = ("mass", "mu", "nuisances")
    _AT_ONCE = 20_000

    def __init__(self, service: Service, experiments: Union[str, Sequence[Any], None] = None, scenario: Any = None,
                 parameters: Union[str, Sequence[str], None] = None, *, couplings: Optional[Mapping[str, Any]] = None,
                 **settings: Any):
        if parameters is None:
            parameters = ["mu"] if scenario is None else []
        self.service = service
        self.parameters: List[str] = [parameters] if isinstance(parameters, str) else list(parameters)
        self._couplings = dict(couplings or {})
        self._request = _settings(settings)
        if experiments is not None:
            self._request["experiments"] = [experiments] if isinstance(experiments, str) else list(experiments)
        if scenario is not None:
            self._request["scenario"] = scenario

    def __repr__(self) -> str:
        return f"<emiss likelihood of {self._request.get('experiments')}, {self._request.get('scenario')}: {self.parameters}>"

    def _point(self, point: Optional[Point], named: Mapping[str, Any]) -> Dict[str, Any]:
        values: Dict[str, Any] = {}
        if isinstance(point, Mapping):
            values.update(point)
        elif point is not None:
            vector = [point] if _is_number(point) else list(point)  # type: ignore[arg-type]
            if len(vector) != len(self.parameters):
                raise EmissError(f"the point has {len(vector)} values, expected {len(self.parameters)}: {self.parameters}")
            values.update(zip(self.parameters, vector))
        values.update(named)
        fields = {name: values.pop(name) for name in self._OF_POINTS if name in values}
        if "scenario" in self._request and (values or self._couplings):
            fields["couplings"] = {**self._couplings, **values}
        elif values:
            raise EmissError(f"unknown parameters {sorted(values)}, expected mu: there is no scenario")
        return fields

    def evaluate(self, point: Optional[Point] = None, answers: Sequence[str] = ("t",),
                 nuisances: Optional[Mapping[str, Any]] = None, **named: Any) -> Dict[str, Any]:
        """The answers of the service at a point: ``t``, ``logpdf``, ``gradient``, ``perExperiment``, ``events``, ``spectrum``,
        ``branchingFractions``, ``nuisances``."""
        request = {**self._request, **self._point(point, named), "answers": list(answers)}
        if nuisances is not None:
            request["nuisances"] = nuisances
        answer = self.service.evaluate(request)
        if "failed" in answer:
            raise EmissError(answer["failed"])
        return answer

    def t(self, point: Optional[Point] = None, **named: Any) -> float:
        """-2 ln L at a point relative to the Standard Model, profiled over the nuisance parameters."""
        return _number(self.evaluate(point, ("t",), None, **named)["t"])

    __call__ = t

    def t_and_gradient(self, point: Optional[Point] = None, **named: Any) -> Tuple[float, Any]:
        """t and its derivatives with respect to ``parameters``, which are real couplings or ``mu``."""
        answer = self.evaluate(point, ("t", "gradient"), None, **named)
        gradient = answer["gradient"]
        missing = [name for name in self.parameters if name not in gradient]
        if missing:
            raise EmissError(f"there is no derivative with respect to {', '.join(missing)}, expected couplings or mu")
        slopes = [gradient[name] for name in self.parameters]
        if any(isinstance(slope, list) for slope in slopes):
            raise EmissError("the gradient is with respect to real couplings, expected real values")
        return _number(answer["t"]), _array(slopes)

    def logpdf(self, point: Optional[Point] = None, nuisances: Optional[Mapping[str, Any]] = None, **named: Any) -> float:
        """The log-pdf of data and auxiliary data at a point: profiled, or at ``nuisances`` (others at their centres)."""
        return _number(self.evaluate(point, ("logpdf",), nuisances, **named)["logpdf"])

    def per_experiment(self, point: Optional[Point] = None, **named: Any) -> Dict[str, float]:
        """t of every data set or group on its own."""
        return self.evaluate(point, ("perExperiment",), None, **named)["perExperiment"]

    def events(self, point: Optional[Point] = None, **named: Any) -> Any:
        """A table of bins: observed events, background, Standard Model, new particles, pull."""
        return _table(self.evaluate(point, ("events",), None, **named)["events"])

    def nuisances(self, point: Optional[Point] = None, **named: Any) -> Any:
        """A table of the profiled nuisance parameters: value and pull."""
        found = self.evaluate(point, ("nuisances",), None, **named)["nuisances"]
        return _table([{"name": name, **values} for name, values in found.items()])

    def branching_fractions(self, point: Optional[Point] = None, **named: Any) -> Any:
        """A table of branching fractions in the transitions that the data measure."""
        rows = self.evaluate(point, ("branchingFractions",), None, **named)["branchingFractions"]
        return _table([{name: value for name, value in row.items() if name != "measured"} for row in rows])

    def batch(self, points: Sequence[Point], answers: Union[str, Sequence[str]] = "t") -> Any:
        """Many points at once.

        :param points: a vector each, such as the rows of an array, or values by name
        :param answers: ``t`` or ``logpdf`` give an array, nan where a point fails; several give a list of dictionaries
        """
        request = {**self._request, "answers": [answers] if isinstance(answers, str) else list(answers)}
        fields = [self._point(point, {}) for point in _rows(points)]
        found: List[Dict[str, Any]] = []
        for begin in range(0, len(fields), self._AT_ONCE):
            found += self.service.evaluate({**request, "points": fields[begin:begin + self._AT_ONCE]})["points"]
        if isinstance(answers, str):
            return _array([_number(answer.get(answers)) for answer in found])
        return found


class Study(Dict[str, Any]):
    """The result of a study, as it stands in ``results.json``."""

    @property
    def status(self) -> str:
        """``ok``, ``partial`` or ``failed``."""
        return self.get("status", "")

    @property
    def reasons(self) -> List[str]:
        """Why it is not ``ok``."""
        return self.get("reasons", [])

    def table(self, part: str = "") -> Any:
        """A table of a part: of records such as ``points`` or ``bins``, or of values by name such as ``pulls``.

        Without a part it is that of the first records there are, or else of ``quantity``, ``value``, ``low68``, ``high68``.
        """
        records = [name for name, value in self.items() if _is_records(value)]
        named = [name for name, value in self.items() if isinstance(value, dict) and name != "settings"]
        if not part:
            return self.table(records[0]) if records else _table(self._quantities())
        if part in records:
            return _table([_flat(row) for row in self[part]])
        if part in named:
            return _table([{"name": name, "value": value} for name, value in _flat(self[part]).items()])
        raise EmissError(f"the study has no table {part!r}, expected one of {', '.join(records + named) or 'none'}")

    def _quantities(self) -> List[Dict[str, Any]]:
        """The single numbers of a result, couplings and branching fractions among them, with their intervals."""
        ends = {**self.get("intervals68", {}), **({"mu": self["interval68"]} if "interval68" in self else {})}
        numbers = {name: value for name, value in self.items() if name not in ("elapsedSeconds", "parameters")}
        for group in ("couplings", "derived"):
            numbers.update(self.get(group) or {})
        numbers.update((f"B({name})", value) for name, value in (self.get("branchingFractions") or {}).items())
        return [
            {"quantity": name, "value": value, "low68": low, "high68": high}
            for name, value in numbers.items() if _is_number(value) and not isinstance(value, bool)
            for low, high in [ends.get(name) or (None, None)]
        ]


class Results(Dict[str, Study]):
    """The studies of a run by their ids; ``record`` is the whole of ``results.json``."""

    def __init__(self, record: Mapping[str, Any]):
        self.record = record
        super().__init__((study["id"], Study(study)) for study in record["studies"])

    @property
    def tables(self) -> Dict[str, Any]:
        """The table of every study that has a result."""
        return {name: study.table() for name, study in self.items() if study.status != "failed"}


def likelihood(experiments: Union[str, Sequence[Any], None] = None, scenario: Any = None,
               parameters: Union[str, Sequence[str], None] = None, **settings: Any) -> Likelihood:
    """A likelihood of the service that was started last, see :class:`Likelihood`; starts one if none runs."""
    return _service().likelihood(experiments, scenario, parameters, **settings)


def fit(**settings: Any) -> Study:
    """A fit, see :meth:`Service.fit`."""
    return _service().fit(**settings)


def limit(**settings: Any) -> Study:
    """Upper limits, see :meth:`Service.limit`."""
    return _service().limit(**settings)


def study(type: str, **settings: Any) -> Study:
    """A study of any type, see :meth:`Service.study`."""
    return _service().study(type, **settings)


def run(config: Union[str, os.PathLike, Mapping[str, Any]], out: Optional[str] = None,
        progress: Optional[Callable[[Dict[str, Any]], None]] = None) -> Results:
    """A whole configuration, see :meth:`Service.run`."""
    return _service().run(config, out, progress)


def _settings(settings: Mapping[str, Any]) -> Dict[str, Any]:
    """Settings by the names of Emiss; ``lambda_`` is ``lambda``, a word of Python."""
    named = {name.rstrip("_"): value for name, value in settings.items() if value is not None}
    if isinstance(named.get("experiments"), str):
        named["experiments"] = [named["experiments"]]
    return named


def _config(config: Union[str, os.PathLike, Mapping[str, Any]]) -> Union[str, Mapping[str, Any]]:
    if isinstance(config, Mapping):
        return config
    if isinstance(config, os.PathLike) or "\n" not in config and "{" not in config:
        try:
            return Path(config).read_text(encoding="utf-8")
        except OSError as unreadable:
            raise EmissError(f"cannot read {os.fspath(config)}: {unreadable.strerror}") from unreadable
    return config


def _events(response: http.client.HTTPResponse) -> Iterator[Tuple[str, Any]]:
    """Server-sent events; comments keep the connection alive."""
    event, data = "message", []  # type: str, List[str]
    for raw in response:
        line = raw.decode("utf-8").rstrip("\r\n")
        if not line:
            if data:
                yield event, json.loads("\n".join(data))
            event, data = "message", []
        elif not line.startswith(":"):
            field, _, value = line.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if field == "event":
                event = value
            elif field == "data":
                data.append(value)


def _problems(answer: Any) -> List[Problem]:
    listed = answer.get("problems") or [answer]
    return [Problem(str(one.get("message", one)), one.get("line"), one.get("column"), one.get("pointer")) for one in listed]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, complex)) or getattr(value, "shape", None) == ()


def _plain(value: Any) -> Any:
    """Values that JSON does not know: complex ones are [re, im], arrays lists."""
    if isinstance(value, complex):
        return [value.real, value.imag]
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError(f"{value!r} cannot be sent, expected numbers, texts, lists and dictionaries")


def _rows(points: Any) -> Sequence[Point]:
    return points.tolist() if hasattr(points, "tolist") else list(points)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _array(values: Sequence[float]) -> Any:
    return list(values) if numpy is None else numpy.array(values, dtype=float)


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _flat(record: Mapping[str, Any], prefix: str = "") -> Dict[str, Any]:
    """A record with the fields of records in it; two numbers of an interval are ``_low`` and ``_high``."""
    flat: Dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{name}."))
        elif isinstance(value, list) and len(value) == 2 and not any(isinstance(end, (list, dict, str)) for end in value):
            flat[f"{prefix}{name}_low"], flat[f"{prefix}{name}_high"] = value
        else:
            flat[prefix + name] = value
    return flat


def _table(rows: List[Dict[str, Any]]) -> Any:
    return rows if pandas is None else pandas.DataFrame(rows)
