package emiss.app;

import com.google.inject.Injector;
import org.apiguardian.api.API;

/** The parts of the application, wired together; for the command line. */
@API(status = API.Status.INTERNAL, since = "0.2")
public final class Application {
    private final Injector injector = EmissModule.injector();

    /** Wires the parts, and looks for plugins when they are first needed. */
    public Application() {}

    /**
     * {@return an object that is given the parts it asks for}
     *
     * @param <T> its type
     * @param type a part of the application, or a class with an injected constructor
     */
    public <T> T instance(Class<T> type) {
        return injector.getInstance(type);
    }
}
