package peer;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Every request goes on to {@code -Dupstream}, every answer back, as they come; an event loop for each core. */
public final class Proxy {

    private static final URI UPSTREAM = URI.create(System.getProperty("upstream"));

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        int loops = Runtime.getRuntime().availableProcessors();
        for (int n = 0; n < loops; n++) {
            vertx.deployVerticle(new ProxyVerticle()).await();
        }
    }

    private static final class ProxyVerticle extends VerticleBase {

        @Override
        public Future<?> start() {
            HttpClient client = vertx.createHttpClient(
                    new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(64));
            return vertx.createHttpServer()
                    .requestHandler(request -> forward(client, request))
                    .listen(Integer.getInteger("port"), "127.0.0.1");
        }
    }

    private static void forward(HttpClient client, HttpServerRequest request) {
        request.pause();
        RequestOptions to = new RequestOptions()
                .setMethod(request.method())
                .setHost(UPSTREAM.getHost())
                .setPort(UPSTREAM.getPort())
                .setURI(request.uri());
        client.request(to)
                .compose(out -> sent(request, out))
                .compose(in -> answered(request, in))
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    private static Future<HttpClientResponse> sent(HttpServerRequest request, HttpClientRequest out) {
        out.headers().addAll(request.headers()).remove("Host");
        boolean body = request.headers().contains("Content-Length") || request.headers().contains("Transfer-Encoding");
        if (body) {
            return out.send(request);
        }
        request.resume();
        return out.send();
    }

    private static Future<Void> answered(HttpServerRequest request, HttpClientResponse in) {
        request.response().setStatusCode(in.statusCode()).headers().addAll(in.headers());
        return in.pipeTo(request.response());
    }
}
