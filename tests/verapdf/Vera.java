import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.processor.reports.enums.JobEndStatus;

/**
 * Validates PDF files with veraPDF for as long as there are lines on standard input.
 *
 * <p>Arguments: the flavours to validate for (by default "3a" and "ua1"). Input: one path a line, in
 * UTF-8. Output: one line of JSON (pure ASCII) for each line of input, in the same order:
 *
 * <pre>
 * {"path": P, "results": {FLAVOUR: {"compliant": B, "failures": [
 *     {"clause": S, "test": N, "description": S, "context": S, "message": S, "count": N}, ...]}, ...}}
 * {"path": P, "error": S}
 * </pre>
 *
 * <p>The second form says that the file could not be judged at all. Each failure is one broken rule;
 * "context" and "message" tell of the first place where it is broken, "count" how many there are.
 * Whatever the libraries print goes to standard error.
 */
public final class Vera {

    private static final List<String> DEFAULT_FLAVOURS = List.of("3a", "ua1");

    /** How many places veraPDF shall describe for each broken rule (it counts all of them). */
    private static final int PLACES_PER_RULE = 1;

    private Vera() {
    }

    /** Answers every line of standard input until it ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Locale.setDefault(Locale.ROOT);

        Map<String, PDFAFlavour> flavours = flavours(
                arguments.length == 0 ? DEFAULT_FLAVOURS : List.of(arguments));
        VeraGreenfieldFoundryProvider.initialise();
        checkProfiles(flavours);

        BufferedReader paths = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            answers.print(answer(path, flavours) + "\n");
            answers.flush();
            if (answers.checkError()) {
                throw new IOException("nobody reads the answers");
            }
        }
    }

    /** The flavours of these names, in the order given. */
    private static Map<String, PDFAFlavour> flavours(List<String> names) {
        Map<String, PDFAFlavour> flavours = new LinkedHashMap<>();
        for (String name : names) {
            PDFAFlavour flavour = PDFAFlavour.fromString(name);
            if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("veraPDF knows no flavour " + name);
            }
            flavours.put(name, flavour);
        }
        return flavours;
    }

    /** Fails at once if veraPDF cannot read its own rules, as when JAXB is missing. */
    private static void checkProfiles(Map<String, PDFAFlavour> flavours) throws IOException {
        for (PDFAFlavour flavour : flavours.values()) {
            Foundries.defaultInstance().createValidator(flavour, false).close();
        }
    }

    /** The line of JSON for one file; an error of whatever kind becomes a part of it. */
    private static String answer(String path, Map<String, PDFAFlavour> flavours) {
        try {
            checkReadable(path);
            List<String> results = new ArrayList<>();
            for (Map.Entry<String, PDFAFlavour> flavour : flavours.entrySet()) {
                ValidationResult result = validate(path, flavour.getValue());
                results.add(member(flavour.getKey(), resultJson(result)));
            }
            return object(member("path", string(path)), member("results", object(results)));
        } catch (Exception | StackOverflowError | LinkageError problem) {
            return object(member("path", string(path)), member("error", string(describe(problem))));
        }
    }

    private static void checkReadable(String path) throws IOException {
        try {
            if (!Files.isRegularFile(Path.of(path))) {
                throw new IOException("there is no such file");
            }
        } catch (InvalidPathException problem) {
            throw new IOException("this is no path of a file", problem);
        }
    }

    /** What veraPDF says of one file and flavour; only a full, coherent judgement is returned. */
    private static ValidationResult validate(String path, PDFAFlavour flavour) throws Exception {
        File pdf = new File(path);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(pdf, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(
                        flavour, PLACES_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            checkCoherent(result, flavour);
            return result;
        }
    }

    /** Refuses a result that says "compliant" without having looked at everything. */
    private static void checkCoherent(ValidationResult result, PDFAFlavour flavour) {
        if (result.getPDFAFlavour() != flavour) {
            throw new IllegalStateException("veraPDF validated for " + result.getPDFAFlavour());
        }
        if (result.getJobEndStatus() != JobEndStatus.NORMAL) {
            throw new IllegalStateException("veraPDF did not finish: " + result.getJobEndStatus());
        }
        if (result.getTotalAssertions() == 0) {
            throw new IllegalStateException("veraPDF checked nothing");
        }
        if (result.isCompliant() != result.getFailedChecks().isEmpty()) {
            throw new IllegalStateException("veraPDF contradicts itself");
        }
    }

    private static String resultJson(ValidationResult result) {
        Map<RuleId, TestAssertion> places = firstPlaces(result);
        List<RuleId> broken = new ArrayList<>(result.getFailedChecks().keySet());
        broken.sort(Comparator.comparing(RuleId::getClause).thenComparing(RuleId::getTestNumber));
        List<String> failures = new ArrayList<>();
        for (RuleId rule : broken) {
            failures.add(failureJson(rule, places.get(rule), result.getFailedChecks().get(rule)));
        }
        return object(
                member("compliant", Boolean.toString(result.isCompliant())),
                member("failures", array(failures)));
    }

    /** For each broken rule the first of the places that veraPDF describes. */
    private static Map<RuleId, TestAssertion> firstPlaces(ValidationResult result) {
        Map<RuleId, TestAssertion> places = new HashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                places.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        return places;
    }

    private static String failureJson(RuleId rule, TestAssertion place, int count) {
        return object(
                member("clause", string(rule.getClause())),
                member("test", Integer.toString(rule.getTestNumber())),
                member("description", string(place == null ? "" : place.getMessage())),
                member("context", string(place == null ? "" : place.getLocation().getContext())),
                member("message", string(place == null ? "" : place.getErrorMessage())),
                member("count", Integer.toString(count)));
    }

    /** An exception and its causes in one line. */
    private static String describe(Throwable problem) {
        StringBuilder text = new StringBuilder(problem.toString());
        Throwable cause = problem.getCause();
        for (int depth = 0; cause != null && depth < 10; depth++) {
            text.append("; because of ").append(cause);
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String object(String... members) {
        return object(List.of(members));
    }

    private static String object(List<String> members) {
        return "{" + String.join(", ", members) + "}";
    }

    private static String array(List<String> items) {
        return "[" + String.join(", ", items) + "]";
    }

    private static String member(String name, String json) {
        return string(name) + ": " + json;
    }

    /** A JSON string in ASCII: whatever else is in the text is escaped. */
    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char character : (text == null ? "" : text).toCharArray()) {
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ' || character > '~') {
                json.append(String.format("\\u%04x", (int) character));
            } else {
                json.append(character);
            }
        }
        return json.append('"').toString();
    }
}
