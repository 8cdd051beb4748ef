package com.nexar.fulfilment.problems;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.Function;

/** Numbers, flags and words of a list in queries: one of the wrong form is a problem of its field, where JAX-RS would say 404 or take it as false. */
@Provider
class QueryValues implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        String name = Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findFirst()
                .orElse(null);
        if (name == null) {
            return null;
        }
        if (type == Integer.class || type == int.class) {
            return (ParamConverter<T>) converter(text -> number(name, text));
        }
        if (type == String.class) {
            return (ParamConverter<T>) as(text -> whole(name, text));
        }
        if (type.isEnum()) {
            return converter(text -> constant(name, type, text));
        }
        return type == Boolean.class || type == boolean.class
                ? (ParamConverter<T>) converter(text -> flag(name, text))
                : null;
    }

    private static String whole(String name, String text) {
        if (text != null && !CallersText.isWhole(text)) {
            throw Problem.invalid(name, CallersText.MUST);
        }
        return text;
    }

    private static Integer number(String name, String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw Problem.invalid(name, "is a whole number");
        }
    }

    private static <T> T constant(String name, Class<T> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(name, "is one of " + Arrays.toString(type.getEnumConstants())));
    }

    private static Boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid(name, "is true or false");
        };
    }

    private static <T> ParamConverter<T> converter(Function<String, T> reading) {
        return as(text -> text == null || text.isEmpty() ? null : reading.apply(text));
    }

    private static <T> ParamConverter<T> as(Function<String, T> reading) {
        return new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                return reading.apply(text);
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }
}
