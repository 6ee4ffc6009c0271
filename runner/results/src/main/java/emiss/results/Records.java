package emiss.results;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as trees of maps, lists, numbers, texts and truth values, and back from documents. Every number survives to the last
 * bit.
 *
 * <p>A component may be a number, a text, a truth value, an enum constant (its name in lower case), a {@link Complex} (a number if
 * it is real, otherwise [re, im]), a {@link DoubleVector}, another record (a list of its components if it is marked {@link AsList}),
 * a list or a map from texts of these, or an {@code Object} for any tree. One marked nullable may be null or missing. Fields that
 * the record does not have are ignored: later versions may write more. Of a sealed interface, the first record whose required
 * fields are there is read.
 */
public final class Records {
    /** What is looked up slowly. */
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(
                    type.isAnnotationPresent(AsList.class),
                    Arrays.stream(type.getRecordComponents()).map(Component::of).toList());
        }
    };

    /** How a record is written. */
    private record Shape(boolean isList, List<Component> components) {
        Class<?>[] types() {
            return components.stream().map(Component::type).toArray(Class<?>[]::new);
        }
    }

    private record Component(String name, Class<?> type, AnnotatedType annotated, boolean isNullable, Method accessor) {
        static Component of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            AnnotatedType annotated = component.getAnnotatedType();
            return new Component(
                    component.getName(), component.getType(), annotated, Records.isNullable(annotated), accessor);
        }

        @Nullable
        Object valueIn(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException failed) {
                throw new IllegalStateException("cannot read " + name + " of a " + record.getClass(), failed);
            }
        }
    }

    private Records() {}

    /**
     * {@return a value as a tree}
     *
     * @param value a record, or anything that may be a component of one
     */
    public static @Nullable Object tree(@Nullable Object value) {
        if (value instanceof Complex complex) {
            return complex.im() == 0 ? (Object) complex.re() : List.of(complex.re(), complex.im());
        }
        if (value instanceof Record record) {
            Shape shape = SHAPES.get(value.getClass());
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            shape.components().forEach(component -> fields.put(component.name(), tree(component.valueIn(record))));
            return shape.isList() ? new ArrayList<>(fields.values()) : fields;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, item) -> fields.put(String.valueOf(name), tree(item)));
            return fields;
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(tree(item)));
            return items;
        }
        if (value instanceof DoubleVector vector) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < vector.size(); i++) {
                items.add(vector.at(i));
            }
            return items;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value;
    }

    /**
     * Checks that all numbers of a value are finite: no other number is a result.
     *
     * @param what what to call the value in the message
     * @param value a record, or anything that may be a component of one
     * @throws IllegalStateException naming the first number that is not, and where it stands
     */
    public static void checkFinite(String what, @Nullable Object value) {
        NotFinite found = notFinite(value);
        if (found != null) {
            throw new IllegalStateException(what + " is not finite: " + found.number() + " at "
                    + (found.pointer().isEmpty() ? "its root" : found.pointer())
                    + "; a coupling, a form factor or another input may be out of range");
        }
    }

    private record NotFinite(double number, String pointer) {
        NotFinite in(Object place) {
            return new NotFinite(number, "/" + place + pointer);
        }
    }

    /** The first number that is not finite, at its place in the tree of the value; null if there is none. Vectors have none. */
    private static @Nullable NotFinite notFinite(@Nullable Object value) {
        if (value instanceof Complex complex) {
            return complex.im() == 0 ? notFinite(complex.re()) : notFinite(List.of(complex.re(), complex.im()));
        }
        if (value instanceof Record record) {
            return notFinite(record);
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> field : map.entrySet()) {
                NotFinite found = notFinite(field.getValue());
                if (found != null) {
                    return found.in(field.getKey());
                }
            }
        } else if (value instanceof Collection<?> list) {
            int index = 0;
            for (Object item : list) {
                NotFinite found = notFinite(item);
                if (found != null) {
                    return found.in(index);
                }
                index++;
            }
        } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return new NotFinite(number.doubleValue(), "");
        }
        return null;
    }

    private static @Nullable NotFinite notFinite(Record record) {
        Shape shape = SHAPES.get(record.getClass());
        for (int i = 0; i < shape.components().size(); i++) {
            Component component = shape.components().get(i);
            NotFinite found = notFinite(component.valueIn(record));
            if (found != null) {
                return shape.isList() ? found.in(i) : found.in(component.name());
            }
        }
        return null;
    }

    /**
     * {@return a document as a tree}
     *
     * @param node the document or a part of it
     */
    public static @Nullable Object tree(Node node) {
        return switch (node.kind()) {
            case OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                node.fields().forEach((name, value) -> fields.put(name, tree(value)));
                yield fields;
            }
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                node.items().forEach(item -> items.add(tree(item)));
                yield items;
            }
            case NUMBER -> node.number();
            case BOOLEAN -> node.bool();
            case STRING -> node.text();
            case NULL -> null;
        };
    }

    /**
     * {@return the record that a document holds}
     *
     * @param <T> its type
     * @param type a record, or a sealed interface of records
     * @param name what the record is called in messages
     * @param node the object
     * @throws ResultsException if it is not what the record asks for, with the place
     */
    public static <T> T read(Class<T> type, String name, Node node) {
        return type.cast(record(type, new Value(name, node)));
    }

    private static Object record(Class<?> type, Value value) {
        if (type.isSealed()) {
            Map<String, Node> fields = value.node().fields();
            Class<?>[] choices = type.getPermittedSubclasses();
            for (Class<?> choice : choices) {
                if (SHAPES.get(choice).components().stream()
                        .allMatch(component -> component.isNullable() || fields.containsKey(component.name()))) {
                    return record(choice, value);
                }
            }
            return record(choices[0], value);
        }
        Shape shape = SHAPES.get(type);
        List<Value> items = shape.isList() ? items(value, shape.components().size()) : List.of();
        List<@Nullable Object> values = new ArrayList<>();
        for (Component component : shape.components()) {
            if (!items.isEmpty()) {
                values.add(component(component.annotated(), items.get(values.size())));
            } else if (component.isNullable()) {
                values.add(value.optional(component.name())
                        .map(found -> component(component.annotated(), found))
                        .orElse(null));
            } else {
                values.add(component(component.annotated(), value.field(component.name())));
            }
        }
        return create(type, shape.types(), values.toArray(), value);
    }

    private static List<Value> items(Value value, int count) {
        List<Value> items = value.items();
        if (items.size() != count) {
            throw new ResultsException(value.node().location() + ": " + value.name() + " has " + items.size()
                    + " items, expected " + count);
        }
        return items;
    }

    private static Object create(Class<?> type, Class<?>[] types, Object[] values, Value value) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new ResultsException(value.node().location() + ": " + value.name() + ": "
                    + refused.getCause().getMessage());
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("cannot make a " + type, failed);
        }
    }

    private static boolean isNullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object component(AnnotatedType annotated, Value value) {
        if (value.isNull() && isNullable(annotated)) {
            return null;
        }
        Class<?> type = raw(annotated.getType());
        if (type == double.class || type == Double.class) {
            return value.number();
        }
        if (type == int.class || type == Integer.class) {
            return (int) whole(value);
        }
        if (type == long.class || type == Long.class) {
            return (long) whole(value);
        }
        if (type == boolean.class || type == Boolean.class) {
            return value.bool();
        }
        if (type == String.class) {
            return value.text();
        }
        if (type == Complex.class) {
            return complex(value);
        }
        if (type == DoubleVector.class) {
            return DoubleVector.of(
                    value.numbers().stream().mapToDouble(Double::doubleValue).toArray());
        }
        if (type == List.class) {
            AnnotatedType item = argument(annotated, 0);
            List<@Nullable Object> items = new ArrayList<>();
            value.items().forEach(found -> items.add(component(item, found)));
            return Collections.unmodifiableList(items);
        }
        if (type == Map.class) {
            AnnotatedType item = argument(annotated, 1);
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            value.fields().forEach((name, found) -> fields.put(name, component(item, found)));
            return Collections.unmodifiableMap(fields);
        }
        if (type.isEnum()) {
            return constant(type, value);
        }
        if (type.isRecord() || type.isSealed()) {
            return record(type, value);
        }
        return tree(value.node());
    }

    private static double whole(Value value) {
        double number = value.number();
        if (number != Math.rint(number)) {
            throw new ResultsException(
                    value.node().location() + ": " + value.name() + " is " + number + ", expected a whole number");
        }
        return number;
    }

    private static Complex complex(Value value) {
        if (value.node().kind() != Kind.ARRAY) {
            return Complex.real(value.number());
        }
        List<Value> parts = items(value, 2);
        return new Complex(parts.get(0).number(), parts.get(1).number());
    }

    private static Object constant(Class<?> type, Value value) {
        String text = value.text();
        List<String> valid = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = String.valueOf(tree(constant));
            if (name.equals(text)) {
                return constant;
            }
            valid.add(name);
        }
        throw new ResultsException(value.node().location() + ": " + value.name() + " is \"" + text + "\", expected "
                + String.join(", ", valid.subList(0, valid.size() - 1)) + " or " + valid.get(valid.size() - 1));
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }
}
