package com.nexar.fulfilment.openapi;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Title, and the one way of saying who calls. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Fulfilment Facade",
                        version = "1.0.0",
                        description =
                                "A small, regular REST API for a warehouse system in front of EasyEcom: per brand and"
                                        + " location, orders come in, are assigned, confirmed, printed, manifested and tracked."
                                        + " Times are UTC (RFC 3339), weights grams, lengths cm, money has its currency. Every"
                                        + " failure is application/problem+json with a stable code."),
        security = @SecurityRequirement(name = "key"))
@SecurityScheme(
        securitySchemeName = "key",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The key alone; it is sent as Authorization: Bearer. In dev mode: dev-key")
public class ApiDefinition extends Application {}
