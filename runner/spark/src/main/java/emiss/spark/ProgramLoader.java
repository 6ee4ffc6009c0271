package emiss.spark;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the program from its jars and from nowhere else. Beside it only Java is seen: not Spark and its libraries, and, in a process
 * where the program runs already, not that program, which Java would take for part of the platform.
 */
final class ProgramLoader extends URLClassLoader {
    ProgramLoader(URL... jars) {
        super(jars, getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try {
                return findClass(name);
            } catch (ClassNotFoundException ofJava) {
                return super.loadClass(name, resolve);
            }
        }
    }
}
