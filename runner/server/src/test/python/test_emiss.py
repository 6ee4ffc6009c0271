"""Tests of emiss.py with a running service. The launcher is the environment's EMISS; run by PythonClientTest."""

import math
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import emiss

BELLE_II = ["belle2-ita", "belle2-hta"]


def is_running(address):
    try:
        with emiss.connect(address) as service:
            service.catalogue()
        return True
    except emiss.EmissError:
        return False


class WithService(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.service = emiss.start(folder=cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.service.close()
        cls.folder.cleanup()

    def vector(self, **settings):
        return self.service.likelihood(BELLE_II, "vector", "hV", **{"mass": 2.1, **settings})


class LikelihoodTest(WithService):
    def test_points_may_be_written_in_several_ways(self):
        likelihood = self.vector()
        t = likelihood.t(7e-9)
        for same in ([7e-9], {"hV": 7e-9}, {"hV": 7e-9, "mass": 2.1}, {"hV": 7e-9 + 0j}):
            self.assertAlmostEqual(likelihood.t(same), t, delta=1e-9)
        self.assertAlmostEqual(likelihood(hV=7e-9), t, delta=1e-9)
        self.assertNotAlmostEqual(likelihood.t(7e-9, mass=1.0), t, delta=1)
        floated = self.service.likelihood(BELLE_II, "vector", ["mass", "hV"])
        self.assertAlmostEqual(floated.t([2.1, 7e-9]), t, delta=1e-9)
        self.assertEqual(self.vector().t(0.0), 0.0)

    def test_the_best_point_is_that_of_a_fit(self):
        """hV and t of the vector at 2.1 GeV in the main job, config/paper.yaml."""
        fit = self.service.fit(experiments=BELLE_II, scenario="vector", couplings=["hV"], mass=2.1)
        self.assertEqual(fit.status, "ok")
        self.assertAlmostEqual(fit["couplings"]["hV"], 7.0553e-9, delta=1e-13)
        self.assertAlmostEqual(fit["t"], -13.17238, delta=1e-5)
        self.assertAlmostEqual(self.vector().t(fit["couplings"]["hV"]), fit["t"], delta=1e-8)

    def test_the_gradient_is_that_of_differences(self):
        likelihood = self.service.likelihood(BELLE_II, "dirac-pair", ["fVV", "fTT"], mass=0.6)
        at, step = [1.2, 0.4], 1e-4
        t, gradient = likelihood.t_and_gradient(at)
        self.assertAlmostEqual(t, likelihood.t(at), delta=1e-9)
        for k in range(2):
            up, down = list(at), list(at)
            up[k], down[k] = at[k] + step, at[k] - step
            slope = (likelihood.t(up) - likelihood.t(down)) / (2 * step)
            self.assertAlmostEqual(gradient[k], slope, delta=1e-5 * max(1, abs(slope)))

    def test_the_rescaled_standard_model(self):
        likelihood = self.service.likelihood("belle2")
        self.assertEqual(likelihood.parameters, ["mu"])
        # mu = 4.59905 of quickstart.yaml is where t is lowest
        self.assertAlmostEqual(likelihood.t_and_gradient(4.59905)[1][0], 0, delta=1e-4)
        self.assertEqual(likelihood.t(1), 0)

    def test_the_log_pdf_is_profiled_unless_nuisances_are_given(self):
        """With every parameter at its centre, the log-pdf of pyhf 0.7 from the published workspaces at mu = 1."""
        likelihood = self.service.likelihood(BELLE_II)
        self.assertAlmostEqual(likelihood.logpdf(1, nuisances={}), -127.21182488859057, delta=1e-8)
        self.assertGreater(likelihood.logpdf(1), likelihood.logpdf(1, nuisances={}))
        # KL_1_had at 1.5, from the same workspaces
        moved = {"mu": 1, "nuisances": {"belle2-hta/KL_1_had": 1.5}}
        self.assertAlmostEqual(likelihood.batch([moved], "logpdf")[0], -127.32899112342957, delta=1e-8)
        self.assertAlmostEqual(
            2 * (likelihood.logpdf(1) - likelihood.logpdf(2)), likelihood.t(2) - likelihood.t(1), delta=1e-9)

    def test_a_batch_is_the_points_one_by_one(self):
        likelihood = self.vector()
        points = [5e-9, 6e-9, 7e-9]
        batch = likelihood.batch(points)
        for found, point in zip(batch, points):
            self.assertAlmostEqual(found, likelihood.t(point), delta=1e-9)
        self.assertEqual(list(likelihood.batch([[5e-9], [6e-9], [7e-9]])), list(batch))
        self.assertEqual(len(likelihood.batch([])), 0)
        both = likelihood.batch([{"hV": 5e-9}], answers=["t", "logpdf"])
        self.assertAlmostEqual(both[0]["t"], batch[0], delta=1e-9)

    def test_a_point_that_fails_is_not_a_number_among_others(self):
        likelihood = self.service.likelihood(BELLE_II, "vector", ["mass", "hV"])
        found = likelihood.batch([[9, 7e-9], [2.1, 7e-9]])
        self.assertTrue(math.isnan(found[0]))
        self.assertLess(found[1], -13)
        with self.assertRaisesRegex(emiss.EmissError, "the mass 9.0 GeV is beyond"):
            likelihood.t([9, 7e-9])

    def test_tables_of_bins_and_nuisances(self):
        likelihood = self.vector()
        events = likelihood.events(7e-9)
        rows = events if emiss.pandas is None else events.to_dict("records")
        self.assertEqual({row["experiment"] for row in rows}, set(BELLE_II))
        self.assertTrue(all(row["expected"] > 0 for row in rows))
        nuisances = likelihood.nuisances(7e-9)
        self.assertEqual(len(nuisances), len(likelihood.evaluate(7e-9, ["nuisances"])["nuisances"]))
        self.assertGreater(len(likelihood.branching_fractions(7e-9)), 3)
        self.assertEqual(list(likelihood.per_experiment(7e-9)), ["belle2"])

    def test_errors_are_those_of_the_service(self):
        with self.assertRaisesRegex(emiss.EmissError, 'unknown coupling of vector "hX"') as raised:
            self.vector().t({"hX": 1})
        self.assertEqual(raised.exception.status, 400)
        self.assertEqual(raised.exception.problems[0].pointer, "/couplings/hX")
        with self.assertRaisesRegex(emiss.EmissError, "expected 1: .*hV"):
            self.vector().t([1, 2])
        with self.assertRaisesRegex(emiss.EmissError, "cannot be sent: Out of range float"):
            self.vector().t(math.nan)
        with self.assertRaisesRegex(emiss.EmissError, "there is no scenario"):
            self.service.likelihood(BELLE_II).t({"hV": 1})
        with self.assertRaisesRegex(emiss.EmissError, "unknown scenario"):
            self.service.fit(experiments=BELLE_II, scenario="vectr", couplings=["hV"], mass=2)
        self.assertLess(self.vector().t(7e-9), 0)

    def test_threads_and_forks_have_their_own_connections(self):
        likelihood = self.vector()
        expected = likelihood.t(7e-9)
        found = []
        threads = [threading.Thread(target=lambda: found.extend(likelihood.t(7e-9) for _ in range(20))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * 80)
        child = os.fork()
        if child == 0:
            os._exit(0 if likelihood.t(7e-9) == expected else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertEqual(likelihood.t(7e-9), expected)
        self.assertEqual(pickle.loads(pickle.dumps(likelihood)).t(7e-9), expected)

    def test_a_connection_that_was_closed_is_opened_again(self):
        likelihood = self.vector()
        expected = likelihood.t(7e-9)
        self.service._local.connection.sock.shutdown(socket.SHUT_RDWR)
        self.assertEqual(likelihood.t(7e-9), expected)

    def test_requests_are_sent_at_once(self):
        self.vector().t(7e-9)
        sock = self.service._local.connection.sock
        self.assertTrue(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


class StudiesTest(WithService):
    def test_limits_are_a_table(self):
        limit = self.service.limit(experiments=BELLE_II, scenario="vector", couplings=["hV"], masses=[1, 2], quantity="coupling")
        table = limit.table()
        rows = table if emiss.pandas is None else table.to_dict("records")
        self.assertEqual([row["mass"] for row in rows], [1, 2])
        self.assertTrue(all(row["observed"] > 0 for row in rows))

    def test_a_run_tells_its_progress_and_gives_tables(self):
        told = []
        results = self.service.run("""
            experiments: [belle2-ita, belle2-hta]
            studies:
              - {id: sm, type: signal-strength}
              - {id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: [1, 2, 3]}
        """, out="out", progress=told.append)
        self.assertEqual(list(results), ["sm", "scan"])
        self.assertEqual(len(results["scan"].table()), 3)
        self.assertIn("value", results["sm"].table()[0] if emiss.pandas is None else results["sm"].table())
        self.assertAlmostEqual(results["sm"]["mu"], 4.59905, delta=1e-5)
        self.assertTrue((Path(self.folder.name) / "out" / "results.json").exists())
        self.assertEqual(results.record["studies"][0]["id"], "sm")

    def test_what_is_wrong_with_a_configuration_has_its_place(self):
        with self.assertRaises(emiss.EmissError) as raised:
            self.service.run("experiments: [belle2-ita]\nstudies:\n  - {id: a, type: signal-strenth}\n")
        self.assertEqual((raised.exception.problems[0].line, raised.exception.status), (3, 400))
        with self.assertRaisesRegex(emiss.EmissError, "cannot read nowhere.yaml"):
            self.service.run("nowhere.yaml")


class ProcessTest(unittest.TestCase):
    def test_a_service_ends_with_its_block(self):
        with emiss.start() as service:
            self.assertTrue(is_running(service.address))
            address = service.address
        self.assertFalse(is_running(address))
        with self.assertRaisesRegex(emiss.EmissError, "the service is closed"):
            service.catalogue()

    def ends_with(self, end):
        """Starts Python with a service, ends it with a signal, and waits for the end of the service."""
        program = "import emiss, time\nemiss.start()\nprint(emiss._current.address, flush=True)\n"
        program += "time.sleep(600)\n"
        # shells ignore SIGINT for what they run in the background, and children would inherit that
        python = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True,
                                  preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
                                  env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
        with python:
            try:
                address = python.stdout.readline().strip()
                self.assertTrue(is_running(address))
            finally:
                python.send_signal(end)
        last = time.monotonic() + 30
        while is_running(address):
            self.assertLess(time.monotonic(), last, "the service still answers")
            time.sleep(0.1)

    def test_a_service_ends_with_python(self):
        self.ends_with(signal.SIGINT)

    def test_a_service_ends_when_python_is_killed(self):
        self.ends_with(signal.SIGKILL)

    def test_a_launcher_that_is_none_is_named(self):
        with self.assertRaisesRegex(emiss.EmissError, "the argument is no-such-command, which is no command"):
            emiss.find_launcher("no-such-command")
        with self.assertRaisesRegex(emiss.EmissError, "serve ended with code 1"):
            emiss.start("false")

    def test_a_wrong_start_says_why(self):
        with self.assertRaisesRegex(emiss.EmissError, "which is no folder"):
            emiss.start(folder="no-such-folder")

    def test_functions_of_the_module_start_a_service(self):
        likelihood = emiss.likelihood(BELLE_II, "vector", ["hV"], mass=2.1)
        self.assertLess(likelihood.t(7e-9), -13)
        self.assertIs(emiss.likelihood(BELLE_II).service, likelihood.service)
        likelihood.service.close()


if __name__ == "__main__":
    unittest.main()
