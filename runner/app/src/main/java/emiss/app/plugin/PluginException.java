package emiss.app.plugin;

/** A plugin cannot be used; the message says why, on one line. */
final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    PluginException(String reason) {
        super(reason);
    }
}
