package com.nexar.fulfilment.problems;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;

/** Problems name a field as the caller wrote it ({@code package}), not as our record does. */
@Singleton
class CallersNames implements ValidatorFactoryCustomizer {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        configuration.propertyNodeNameProvider(CallersNames::name);
    }

    private static String name(Property property) {
        return property instanceof JavaBeanProperty bean ? inJson(bean).orElse(property.getName()) : property.getName();
    }

    private static Optional<String> inJson(JavaBeanProperty bean) {
        RecordComponent[] components = bean.getDeclaringClass().getRecordComponents();
        return components == null
                ? Optional.empty()
                : Arrays.stream(components)
                        .filter(component -> component.getName().equals(bean.getName()))
                        .map(RecordComponent::getAccessor)
                        .map(CallersNames::annotated)
                        .findFirst()
                        .flatMap(name -> name);
    }

    private static Optional<String> annotated(AnnotatedElement accessor) {
        return Optional.ofNullable(accessor.getAnnotation(JsonProperty.class)).map(JsonProperty::value);
    }
}
