package com.nexar.fulfilment.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many PDFs as one, read back with another library. */
class BindingTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void pages_come_in_order_each_of_its_own_size_with_what_they_inherited() throws Exception {
        try (Binding bundle = new Binding(out, Long.MAX_VALUE)) {
            bundle.append(APdf.of(APdf.A6, 100, "label one"));
            bundle.append(APdf.of(APdf.A4, 300, "invoice one", "invoice one continued"));
            bundle.append(APdf.of(APdf.A6, 200, "label two"));
            assertThat(bundle.pages()).isEqualTo(4);
        }

        assertThat(pages())
                .containsExactly(
                        "298x420 label one",
                        "595x842 invoice one",
                        "595x842 invoice one continued",
                        "298x420 label two");
        try (PDDocument whole = Loader.loadPDF(out.toByteArray())) {
            for (PDPage page : whole.getPages()) {
                assertThat(page.getResources().getXObjectNames()).hasSize(1);
                for (var name : page.getResources().getXObjectNames()) {
                    assertThat(page.getResources()
                                    .getXObject(name)
                                    .getCOSObject()
                                    .getLength())
                            .isIn(100L, 200L, 300L);
                }
            }
        }
    }

    @Test
    void what_is_no_PDF_is_named_and_the_others_are_whole() throws Exception {
        byte[] good = APdf.of(APdf.A4, 5000, "good");
        byte[] startOnly = Arrays.copyOf(good, 60);
        try (Binding bundle = new Binding(out, Long.MAX_VALUE)) {
            bundle.append(APdf.of(APdf.A6, 100, "before"));
            for (byte[] bad : List.of(
                    new byte[0],
                    "<html>log in</html>".getBytes(StandardCharsets.US_ASCII),
                    startOnly,
                    withoutPages())) {
                Unbindable why = catchThrowableOfType(Unbindable.class, () -> bundle.append(bad));
                assertThat(why.reason()).isEqualTo("unreadable");
            }
            bundle.append(APdf.of(APdf.A6, 100, "after"));
        }

        assertThat(pages()).containsExactly("298x420 before", "298x420 after");
    }

    @Test
    void what_there_is_no_room_for_is_named_and_what_comes_after_may_fit() throws Exception {
        try (Binding bundle = new Binding(out, 10_000)) {
            bundle.append(APdf.of(APdf.A6, 4_000, "first"));
            Unbindable why =
                    catchThrowableOfType(Unbindable.class, () -> bundle.append(APdf.of(APdf.A4, 6_000, "large")));
            assertThat(why.reason()).isEqualTo("too-large");
            assertThat(why).hasMessageContaining("fulfilment.bundles.max-bytes");
            bundle.append(APdf.of(APdf.A6, 100, "last"));
        }

        assertThat(pages()).containsExactly("298x420 first", "298x420 last");
        assertThat(out.size()).isLessThan(10_000);
    }

    @Test
    void a_PDF_that_becomes_much_larger_than_it_is_has_no_more_room_than_others() throws Exception {
        byte[] packed = packed(3_000_000);
        assertThat(packed).hasSizeLessThan(50_000);
        try (Binding bundle = new Binding(out, 1_000_000)) {
            assertThat(catchThrowableOfType(Unbindable.class, () -> bundle.append(packed))
                            .reason())
                    .isEqualTo("too-large");
            assertThat(bundle.pages()).isZero();
        }
        assertThat(out.size()).isLessThan(1_000);
    }

    /** Its objects are packed together, and one of them is so long a text. */
    private static byte[] packed(int length) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            page.getCOSObject().setString("Padding", "x".repeat(length));
            document.addPage(page);
            document.save(file); // PDFBox packs objects where it is not told otherwise
        }
        return file.toByteArray();
    }

    @Test
    void of_a_PDF_whose_second_page_is_broken_no_page_is_in() throws Exception {
        String text = new String(APdf.of(APdf.A4, 10, "one", "two"), StandardCharsets.ISO_8859_1);
        byte[] broken =
                text.replace("/Kids [5 0 R 7 0 R ]", "/Kids [5 0 R 9 9 R ]").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(broken).isNotEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
        try (Binding bundle = new Binding(out, Long.MAX_VALUE)) {
            assertThat(catchThrowableOfType(Unbindable.class, () -> bundle.append(broken)))
                    .isNotNull();
            assertThat(bundle.pages()).isZero();
            bundle.append(APdf.of(APdf.A6, 100, "whole"));
        }

        assertThat(pages()).containsExactly("298x420 whole");
    }

    /** The library would look for the pages that are not there for ever, and leave out those that are not counted. */
    @ParameterizedTest
    @CsvSource({
        "/Count 2,                /Count 3",
        "/Count 2,                /Count 1",
        "/Count 2,                /Count 99999999",
        "/Count 2,                /Cuont 2",
        "/Kids [5 0 R 7 0 R ],    /Kids [5 0 R 5 0 R ]",
        "/Kids [5 0 R 7 0 R ],    /Kids [2 0 R 7 0 R ]",
        "/Kids [5 0 R 7 0 R ],    /Kids [1 0 R]/Count 99999999"
    })
    @Timeout(20)
    void pages_that_are_not_what_is_said_of_them_are_not_looked_for(String said, String lie) throws Exception {
        String text = new String(APdf.of(APdf.A4, 10, "one", "two"), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(said);
        byte[] lying = text.replace(said, lie).getBytes(StandardCharsets.ISO_8859_1);
        try (Binding bundle = new Binding(out, Long.MAX_VALUE)) {
            Unbindable why = catchThrowableOfType(Unbindable.class, () -> bundle.append(lying));
            assertThat(why.reason()).isEqualTo("unreadable");
            assertThat(bundle.pages()).isZero();
            bundle.append(APdf.of(APdf.A6, 100, "whole"));
        }

        assertThat(pages()).containsExactly("298x420 whole");
    }

    @Test
    void what_is_encrypted_is_named_also_where_everybody_may_read_it() throws Exception {
        try (Binding bundle = new Binding(out, Long.MAX_VALUE)) {
            for (String readersPassword : List.of("", "secret")) {
                byte[] encrypted = encrypted(readersPassword);
                Unbindable why = catchThrowableOfType(Unbindable.class, () -> bundle.append(encrypted));
                assertThat(why.reason()).isEqualTo("encrypted");
            }
            assertThat(bundle.pages()).isZero();
        }
    }

    private static byte[] withoutPages() {
        return APdf.of(APdf.A4, 10);
    }

    private static byte[] encrypted(String readersPassword) throws IOException {
        var encrypted = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(APdf.of(APdf.A6, 100, "secret"))) {
            document.protect(new StandardProtectionPolicy("owner", readersPassword, new AccessPermission()));
            document.save(encrypted);
        }
        return encrypted.toByteArray();
    }

    /** Size and text of each. */
    private List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument whole = Loader.loadPDF(out.toByteArray())) {
            for (int i = 0; i < whole.getNumberOfPages(); i++) {
                var text = new PDFTextStripper();
                text.setStartPage(i + 1);
                text.setEndPage(i + 1);
                var size = whole.getPage(i).getMediaBox();
                pages.add((int) size.getWidth() + "x" + (int) size.getHeight() + " "
                        + text.getText(whole).strip());
            }
        }
        return pages;
    }
}
