package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** A path that names a location opens only to a key that sees it; a path below {@code /v1/admin} only to an operator. */
@Provider
@Priority(Priorities.AUTHORIZATION)
class LocationFilter implements ContainerRequestFilter {

    /** Filters are made before the configuration is read. */
    private final Late<Brands> brands;

    private final Here here;

    LocationFilter(Instance<Brands> brands, Here here) {
        this.brands = Late.of(brands);
        this.here = here;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/v1/admin/")
                && here.caller() != null
                && !here.caller().is(Role.OPERATOR)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Administration needs a key with the role operator.");
        }
        if (here.caller() == null) {
            return;
        }
        MultivaluedMap<String, String> parameters = request.getUriInfo().getPathParameters();
        String brand = parameters.getFirst("brand");
        String code = parameters.getFirst("location");
        if (brand == null || code == null) {
            return;
        }
        if (!here.caller().is(Role.WMS) && !forPeople(path, brand, code)) {
            throw new Problem(ProblemCode.FORBIDDEN, "A location's resources need a key with the role wms.");
        }
        Location location = brands.get()
                .location(brand, code)
                .filter(here.caller()::sees)
                .orElseThrow(() -> Problem.notFound("Location " + brand + "/" + code));
        here.location(location);
    }

    /** Administration names locations as well, and how one is connected operators have to see. */
    private static boolean forPeople(String path, String brand, String code) {
        String connection = "/v1/brands/" + brand + "/locations/" + code + "/connection";
        return path.startsWith("/v1/admin/") || path.equals(connection) || path.startsWith(connection + "/");
    }
}
