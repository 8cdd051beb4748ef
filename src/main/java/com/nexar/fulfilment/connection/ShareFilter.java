package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Late;
import com.nexar.fulfilment.easyecom.CallsEasyEcom;
import com.nexar.fulfilment.easyecom.EasyEcomShares;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Behind the stored answers: what is only answered again asks EasyEcom for nothing. */
@Provider
@CallsEasyEcom
@Priority(Priorities.USER + 500)
class ShareFilter implements ContainerRequestFilter {

    /** Filters are made before the configuration is read. */
    private final Late<EasyEcomShares> shares;

    private final Here here;

    ShareFilter(Instance<EasyEcomShares> shares, Here here) {
        this.shares = Late.of(shares);
        this.here = here;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        here.place()
                .ifPresent(location ->
                        shares.get().mustHaveLeft(location, here.caller().name()));
    }
}
