package emiss.app.plugin;

import java.lang.module.FindException;
import java.lang.module.ResolutionException;
import java.util.ServiceConfigurationError;
import java.util.zip.ZipException;

/** Why a plugin cannot be used, on one line. */
final class FailureText {
    /** Causes may go in circles. */
    private static final int DEEPEST = 20;

    private FailureText() {}

    static String of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        String start = cause == failure ? "" : message(failure);
        String end = describe(cause);
        String text = start.isEmpty() || end.contains(start.replace('/', '.'))
                ? end
                : start.contains(end) ? start : start + ": " + end;
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return "";
        }
        // a message of ServiceLoader begins with the name of the service
        return failure instanceof ServiceConfigurationError ? message.replaceFirst("^[\\w.$]+: ", "") : message;
    }

    private static String describe(Throwable cause) {
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return "class " + message(cause).replace('/', '.') + " is missing";
        }
        if (cause instanceof IncompatibleClassChangeError) {
            return "it does not fit emiss.api " + ApiVersion.running().orElse("of this program") + ": " + simple(cause);
        }
        if (cause instanceof ServiceConfigurationError
                || cause instanceof FindException
                || cause instanceof ResolutionException
                || cause instanceof PluginException
                || cause instanceof ZipException) {
            return message(cause);
        }
        return simple(cause);
    }

    private static String simple(Throwable cause) {
        String message = message(cause);
        return cause.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }
}
