package com.nexar.fulfilment.faults.agent;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.stream.Stream;

/** The facade's own objects, seen from outside their class loader. What is not there any more breaks the run, and says so. */
final class Mirror {

    private static final String HOUSE = "com.nexar.fulfilment.";

    private interface Look {
        Object at() throws ReflectiveOperationException;
    }

    private Mirror() {}

    static Object field(Object of, String name) {
        return looked(name, () -> {
            Field field = declared(of.getClass(), name);
            field.setAccessible(true);
            return field.get(of);
        });
    }

    /** The first method of this name, here or above, that takes such arguments. */
    static Object call(Object on, String name, Object... arguments) {
        return looked(name, () -> method(on.getClass(), name, arguments).invoke(on, arguments));
    }

    /** @param sibling any object of the facade's, for its class loader */
    static Object callStatic(Object sibling, String type, String name, Object... arguments) {
        return looked(
                type + "." + name,
                () -> method(type(sibling, type), name, arguments).invoke(null, arguments));
    }

    /** By the constructor with so many parameters. */
    static Object make(Object sibling, String type, Object... arguments) {
        return looked(type, () -> {
            Constructor<?> constructor = Stream.of(type(sibling, type).getDeclaredConstructors())
                    .filter(each -> each.getParameterCount() == arguments.length)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException(type));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        });
    }

    /** The same record with one component changed. */
    static Object changed(Object record, String component, Function<Object, Object> change) {
        return looked(component, () -> {
            var components = record.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object value = field(record, components[i].getName());
                values[i] = components[i].getName().equals(component) ? change.apply(value) : value;
            }
            return make(record, record.getClass().getName().substring(HOUSE.length()), values);
        });
    }

    /** There may be a subclass of CDI's own before it. */
    private static Field declared(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }

    private static Class<?> type(Object sibling, String name) throws ClassNotFoundException {
        ClassLoader loader = (sibling instanceof Class<?> type ? type : sibling.getClass()).getClassLoader();
        return Class.forName(HOUSE + name, true, loader);
    }

    private static Method method(Class<?> type, String name, Object[] arguments) throws NoSuchMethodException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isBridge() && takes(method, arguments)) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        throw new NoSuchMethodException(type.getName() + "." + name);
    }

    private static boolean takes(Method method, Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            boolean fits = arguments[i] == null || types[i].isPrimitive() || types[i].isInstance(arguments[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Object looked(String what, Look look) {
        try {
            return look.at();
        } catch (ReflectiveOperationException changed) {
            if (changed.getCause() instanceof RuntimeException theirs) {
                throw theirs;
            }
            throw Switchboard.broken(what, changed);
        }
    }
}
