package emiss.api;

import java.util.function.Predicate;
import org.apiguardian.api.API;

/** How names that Emiss makes up avoid those that are there: by underscores at their end. */
@API(status = API.Status.INTERNAL, since = "0.2")
public final class UnusedName {
    private UnusedName() {}

    /**
     * {@return the name that is wanted, with as few underscores behind it as make it free}
     *
     * @param wanted the name, if it is free
     * @param isTaken whether a name is not free; asked once for every name that is tried
     */
    public static String of(String wanted, Predicate<String> isTaken) {
        String name = wanted;
        while (isTaken.test(name)) {
            name += "_";
        }
        return name;
    }
}
