package emiss.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Normalisation;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every kind of mistake is caught by its check, with a message that helps. */
final class ScenarioChecksTest {
    @Test
    void singleParticlesOfZeroAndPositiveMassPass() {
        for (MassDomain domain : MassDomain.values()) {
            Scenario single = new Toy() {
                @Override
                public FinalState finalState() {
                    return new FinalState.Single();
                }

                @Override
                public MassDomain massDomain() {
                    return domain;
                }

                @Override
                public List<Coupling> couplings() {
                    return List.of(
                            new Coupling("gS", QuarkCurrent.S, "", 0), new Coupling("gV", QuarkCurrent.V, "", 1));
                }

                @Override
                public SpectralFunctions at(double q2, double mass, Slots slots) {
                    Complex sum = slots.at(Slot.S, "").plus(slots.at(Slot.V, "").timesI());
                    return new SpectralFunctions(sum.norm(), 0, 0, 0);
                }
            };
            ScenarioChecks.checkCouplings(single);
            ScenarioChecks.checkEveryCouplingMatters(single);
            ScenarioChecks.checkFiniteAndNonNegative(single);
            ScenarioChecks.checkHermitianForm(single);
            ScenarioChecks.checkThreshold(single);
            ScenarioChecks.checkMasslessLimit(single);
            ScenarioChecks.checkRepeatable(single);
        }
    }

    @Test
    void catchesWrongDescriptions() {
        for (String id : List.of("Toy", "toy pair", "toy_pair", "toy-", "")) {
            fails(ScenarioChecks::checkDescription, "the id: lower case, words joined by hyphens", new Toy() {
                @Override
                public String id() {
                    return id;
                }
            });
        }
        fails(ScenarioChecks::checkDescription, "the title", new Toy() {
            @Override
            public String title() {
                return " ";
            }
        });
        fails(ScenarioChecks::checkDescription, "the description", new Toy() {
            @Override
            public String description() {
                return "";
            }
        });
    }

    @Test
    void catchesAnIdThatChanges() {
        fails(ScenarioChecks::checkDescription, "the id when asked again", new Toy() {
            private int asked;

            @Override
            public String id() {
                return "toy" + asked++;
            }
        });
    }

    @Test
    void catchesWrongCouplings() {
        fails(ScenarioChecks::checkCouplings, "the couplings", withCouplings(List.of()));
        fails(
                ScenarioChecks::checkCouplings,
                "names of couplings",
                withCouplings(
                        List.of(new Coupling("c", QuarkCurrent.S, "P", 2), new Coupling("c", QuarkCurrent.V, "V", 2))));
        fails(
                ScenarioChecks::checkCouplings,
                "current and bilinear of couplings",
                withCouplings(
                        List.of(new Coupling("c", QuarkCurrent.S, "P", 2), new Coupling("d", QuarkCurrent.S, "P", 3))));
    }

    @Test
    void checksTheCouplingOfTheStandardModel() {
        ScenarioChecks.checkSmCoupling(new Toy());
        ScenarioChecks.checkSmCoupling(replacing("CVL", new Normalisation.WeakEffective()));
        fails(
                ScenarioChecks::checkSmCoupling,
                "couplings that can carry the Standard-Model amplitude",
                replacing("CVR", new Normalisation.WeakEffective()));
        fails(
                ScenarioChecks::checkSmCoupling,
                "couplings that can carry the Standard-Model amplitude",
                replacing("CVL", new Normalisation.LambdaPower(2)));
    }

    @Test
    void checksTheVariablesOfBases() {
        ScenarioChecks.checkBases(withBasis(Basis.Variable.coupling("cV").couplings(), "x"));
        fails(
                ScenarioChecks::checkBases,
                "couplings of toy-pair that variable x contributes to",
                withBasis(Map.of("no", 1.0), "x"));
        fails(ScenarioChecks::checkBases, "contributions of variable x", withBasis(Map.of("cV", Double.NaN), "x"));
        fails(ScenarioChecks::checkBases, "names of couplings and variables", withBasis(Map.of("cV", 1.0), "cV"));
    }

    private static Scenario withBasis(Map<String, Double> contributions, String name) {
        return new Toy() {
            @Override
            public List<Basis> bases() {
                return List.of(new Basis("b", List.of(new Basis.Variable(name, contributions, Basis.Factor.ONE))));
            }
        };
    }

    @Test
    void catchesACouplingWithoutEffect() {
        fails(
                ScenarioChecks::checkEveryCouplingMatters,
                "only cX is set",
                withCouplings(List.of(
                        new Coupling("cV", QuarkCurrent.V, "V", 2), new Coupling("cX", QuarkCurrent.V, "X", 2))));
    }

    @Test
    void catchesNegativeFunctions() {
        fails(
                ScenarioChecks::checkFiniteAndNonNegative,
                "rV for",
                with((q2, mass, slots, f) -> new SpectralFunctions(
                        f.r0(), f.rV() - 0.9 * q2 * slots.at(Slot.V, "V").norm() * 4, f.rT(), f.reRVT())));
    }

    @Test
    void catchesFunctionsThatAreNotFinite() {
        fails(
                ScenarioChecks::checkFiniteAndNonNegative,
                "r0 for",
                with((q2, mass, slots, f) ->
                        new SpectralFunctions(f.r0() / (q2 > 20 ? 0 : 1), f.rV(), f.rT(), f.reRVT())));
    }

    @Test
    void catchesFormsOfAnotherDegree() {
        fails(
                ScenarioChecks::checkHermitianForm,
                "r0 grows with the square of the couplings",
                with((q2, mass, slots, f) -> new SpectralFunctions(Math.sqrt(f.r0()), f.rV(), f.rT(), f.reRVT())));
    }

    @Test
    void catchesDependenceOnACommonPhase() {
        fails(ScenarioChecks::checkHermitianForm, "rV does not depend on a common phase", with((q2, mass, slots, f) -> {
            double real = slots.at(Slot.V, "V").re();
            return new SpectralFunctions(f.r0(), f.rV() + q2 * real * real, f.rT(), f.reRVT());
        }));
    }

    @Test
    void catchesAMissingConjugation() {
        fails(
                ScenarioChecks::checkHermitianForm,
                "reRVT does not depend on a common phase",
                with((q2, mass, slots, f) -> {
                    Complex v = slots.at(Slot.V, "V");
                    Complex t = slots.at(Slot.T, "T");
                    return new SpectralFunctions(
                            f.r0(), f.rV(), f.rT(), 8 * mass * q2 * (v.re() * t.re() - v.im() * t.im()));
                }));
    }

    @Test
    void catchesWhatIsNoQuadraticForm() {
        fails(ScenarioChecks::checkHermitianForm, "rT obeys the parallelogram law", with((q2, mass, slots, f) -> {
            double product = Math.sqrt(
                    slots.at(Slot.T, "T").norm() * slots.at(Slot.V, "V").norm());
            return new SpectralFunctions(f.r0(), f.rV(), f.rT() + q2 * q2 * product, f.reRVT());
        }));
    }

    @Test
    void catchesTooMuchInterference() {
        fails(
                ScenarioChecks::checkInterferenceBound,
                "reRVT^2 against rV rT",
                with((q2, mass, slots, f) -> new SpectralFunctions(f.r0(), f.rV(), f.rT(), 2 * f.reRVT())));
    }

    @Test
    void catchesASingularThreshold() {
        fails(
                ScenarioChecks::checkThreshold,
                "rV for",
                with((q2, mass, slots, f) ->
                        new SpectralFunctions(f.r0(), f.rV() / (1 - 4 * mass * mass / q2), f.rT(), f.reRVT())));
    }

    @Test
    void catchesNotANumberAtThreshold() {
        // As where rounding makes the argument of a root negative.
        fails(
                ScenarioChecks::checkThreshold,
                "r0 for",
                with((q2, mass, slots, f) -> new SpectralFunctions(
                        f.r0() * Math.sqrt(1 - 4 * mass * mass / q2 - 1e-15), f.rV(), f.rT(), f.reRVT())));
    }

    @Test
    void catchesASingularMasslessLimit() {
        fails(
                ScenarioChecks::checkMasslessLimit,
                "rT for",
                with((q2, mass, slots, f) -> new SpectralFunctions(f.r0(), f.rV(), f.rT() / (mass * mass), f.reRVT())));
        fails(
                ScenarioChecks::checkMasslessLimit,
                "r0 is continuous at mass 0",
                with((q2, mass, slots, f) -> new SpectralFunctions(mass == 0 ? 0 : f.r0(), f.rV(), f.rT(), f.reRVT())));
    }

    @Test
    void leavesSingularitiesToDomainsThatExcludeThem() {
        ScenarioChecks.checkMasslessLimit(new Toy() {
            @Override
            public MassDomain massDomain() {
                return MassDomain.POSITIVE;
            }

            @Override
            public SpectralFunctions at(double q2, double mass, Slots slots) {
                return new SpectralFunctions(slots.at(Slot.S, "P").norm() / mass, 0, 0, 0);
            }
        });
    }

    @Test
    void catchesState() {
        fails(ScenarioChecks::checkRepeatable, "answers when asked again", new Toy() {
            private double last;

            @Override
            public SpectralFunctions at(double q2, double mass, Slots slots) {
                double before = last;
                last = q2;
                SpectralFunctions f = super.at(q2, mass, slots);
                return new SpectralFunctions(f.r0() + 1e-3 * before, f.rV(), f.rT(), f.reRVT());
            }
        });
    }

    @Test
    void catchesAScenarioThatServesOneThreadOnly() {
        Thread owner = Thread.currentThread();
        fails(ScenarioChecks::checkRepeatable, "a thread failed where one alone did not", new Toy() {
            @Override
            public SpectralFunctions at(double q2, double mass, Slots slots) {
                if (Thread.currentThread() != owner) {
                    throw new IllegalStateException("not the thread that created this");
                }
                return super.at(q2, mass, slots);
            }
        });
    }

    @Test
    void reportsExceptionsOfTheScenario() {
        fails(ScenarioChecks::checkRepeatable, "the scenario threw java.lang.IllegalStateException: broken", new Toy() {
            @Override
            public SpectralFunctions at(double q2, double mass, Slots slots) {
                throw new IllegalStateException("broken");
            }
        });
    }

    /** Changes what the toy answers. */
    private interface Change {
        SpectralFunctions apply(double q2, double mass, Slots slots, SpectralFunctions right);
    }

    private static Scenario with(Change change) {
        return new Toy() {
            @Override
            public SpectralFunctions at(double q2, double mass, Slots slots) {
                return change.apply(q2, mass, slots, super.at(q2, mass, slots));
            }
        };
    }

    private static Scenario replacing(String smCoupling, Normalisation normalisation) {
        return new Toy() {
            @Override
            public Optional<String> smCoupling() {
                return Optional.of(smCoupling);
            }

            @Override
            public List<Coupling> couplings() {
                return List.of(new Coupling("CVL", QuarkCurrent.VL, "V", normalisation));
            }
        };
    }

    private static Scenario withCouplings(List<Coupling> couplings) {
        return new Toy() {
            @Override
            public List<Coupling> couplings() {
                return couplings;
            }
        };
    }

    private static void fails(Consumer<Scenario> check, String message, Scenario scenario) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> check.accept(scenario))
                .withMessageContaining(message);
    }
}
