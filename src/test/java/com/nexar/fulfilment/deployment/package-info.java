/**
 * How the facade is shipped: manifests, images, migrations, and the packaged artefact as a process that may write nowhere. Tests alone;
 * nothing of it is in the product.
 */
package com.nexar.fulfilment.deployment;
