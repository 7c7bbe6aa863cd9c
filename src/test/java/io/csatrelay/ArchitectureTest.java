package io.csatrelay;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The arrows of the house (docs/decisions.md), and what no class may do. */
@AnalyzeClasses(packages = "io.csatrelay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "io.csatrelay.";

    @ArchTest
    static final ArchRule shouldStandOnNothingOfOursWhenGround = allOf(
            seesOnly("settings"), seesOnly("rating", "settings"), seesOnly("vendor"), seesOnly("mapping", "rating", "settings"), seesOnly("tile", "settings"));

    @ArchTest
    static final ArchRule shouldSeeNoSiblingWhenCollectingDeliveringOrReporting = allOf(
            seesOnly("collect", "settings", "rating", "vendor", "mapping", "tile"),
            seesOnly("deliver", "settings", "rating", "vendor"),
            seesOnly("distribution", "settings", "rating"),
            seesOnly("report", "settings", "rating", "distribution", "tile"),
            seesOnly("publish", "settings", "rating", "vendor", "distribution"));

    @ArchTest
    static final ArchRule shouldSeeNeitherTheStoreNorItsWritersWhenDashboard = seesOnly("dashboard", "settings", "vendor", "distribution", "ops");

    @ArchTest
    static final ArchRule shouldBeSeenByAppOnlyWhenDashboard = noClasses().that(not(in("app", "dashboard"))).should().dependOnClassesThat(in("dashboard"));

    @ArchTest
    static final ArchRule shouldSeeOnlyTheInterfacesItImplementsWhenStore = seesOnly("store", "settings", "rating", "collect", "deliver",
            "distribution", "report", "publish", "tile");

    @ArchTest
    static final ArchRule shouldBeSeenByAppAndOpsOnlyWhenStore = noClasses().that(not(in("app", "ops", "store")))
            .should().dependOnClassesThat(in("store"));

    @ArchTest
    static final ArchRule shouldBeSeenByAppOnlyWhenDemo = noClasses().that(not(in("app", "demo"))).should().dependOnClassesThat(in("demo"));

    @ArchTest
    static final ArchRule shouldBeSeenByNobodyWhenApp = noClasses().that(not(in("app"))).should().dependOnClassesThat(in("app"));

    @ArchTest
    static final ArchRule shouldKnowNoCamelNoSqlAndNoHttpWhenRating = noClasses().that(in("rating"))
            .should().dependOnClassesThat(resideInAnyPackage("org.apache.camel..", "java.sql..", "javax.sql..", "java.net..", "org.apache.hc.."));

    @ArchTest
    static final ArchRule shouldKnowJacksonAndJqOnlyWhenMapping = noClasses().that(in("mapping"))
            .should().dependOnClassesThat(resideInAnyPackage("org.apache.camel..", "java.sql..", "javax.sql..", "org.apache.hc.."));

    @ArchTest
    static final ArchRule shouldKnowNoCamelNoSqlAndNoHttpWhenTile = noClasses().that(in("tile"))
            .should().dependOnClassesThat(resideInAnyPackage("org.apache.camel..", "java.sql..", "javax.sql..", "org.apache.hc.."));

    @ArchTest
    static final ArchRule shouldBeInTheStoreOnlyWhenSql = noClasses().that(not(in("store")))
            .should().dependOnClassesThat(resideInAPackage("java.sql.."));

    @ArchTest
    static final ArchRule shouldReadTheClocksInOnePlaceOnly = noClasses().that(not(in("demo"))).and().doNotHaveFullyQualifiedName(BASE + "settings.Time")
            .should().callMethodWhere(DescribedPredicate.describe("reads the system's clock", ArchitectureTest::readsClock))
            .as("only settings.Time reads the system's clocks: elsewhere they are handed in");

    @ArchTest
    static final ArchRule shouldParkNoThreadBySleeping = noClasses().should().callMethod(Thread.class, "sleep", long.class)
            .orShould().callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould().callMethodWhere(DescribedPredicate.describe("sleeps", call -> call.getTargetOwner().isEquivalentTo(TimeUnit.class)
                    && call.getName().equals("sleep")));

    /** Where tokens, cookies and signatures of others are compared with ours. */
    private static final String DOORS = ".*\\.(IntakeDoor|ApiTokens|Sessions)";

    @ArchTest
    static final ArchRule shouldCompareSecretsInConstantTime = allOf(
            classes().that().haveNameMatching(DOORS).should().callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class),
            noClasses().that().haveNameMatching(DOORS).should().callMethod(String.class, "equals", Object.class)
                    .orShould().callMethod(Arrays.class, "equals", byte[].class, byte[].class).orShould().callMethod(java.util.Objects.class, "equals", Object.class, Object.class)
                    .orShould().callMethod(String.class, "compareTo", String.class).orShould().callMethod(String.class, "contentEquals", CharSequence.class));

    @ArchTest
    static final ArchRule shouldKeepNothingMutableInStaticFields = fields().that().areStatic().should().beFinal().andShould(holdNothingMutable());

    /** Types whose objects change; a constant of these is hidden global state. */
    private static final Set<String> MUTABLE = Set.of("java.util.ArrayList", "java.util.HashMap", "java.util.HashSet", "java.util.LinkedHashMap",
            "java.util.TreeMap", "java.util.concurrent.ConcurrentHashMap", "java.util.concurrent.ConcurrentMap", "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicInteger", "java.util.concurrent.atomic.AtomicBoolean", "java.util.concurrent.atomic.AtomicReference",
            "java.util.Queue", "java.util.Deque", "java.lang.StringBuilder", "java.util.Date", "java.lang.ThreadLocal");

    private static ArchCondition<JavaField> holdNothingMutable() {
        return new ArchCondition<>("hold nothing mutable") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean enumsOwn = field.getName().startsWith("$");
                if (!enumsOwn && (MUTABLE.contains(field.getRawType().getName()) || field.getRawType().isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE))) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is static and can change"));
                }
            }
        };
    }

    private static boolean readsClock(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        return owner.equals(System.class.getName()) && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
                || name.equals("now") && owner.startsWith("java.time.") && call.getTarget().getRawParameterTypes().isEmpty()
                || owner.equals(Clock.class.getName()) && name.startsWith("system")
                || owner.equals(InstantSource.class.getName()) && name.equals("system")
                || owner.equals(Instant.class.getName()) && name.equals("now");
    }

    private static DescribedPredicate<JavaClass> in(String... names) {
        return resideInAnyPackage(Arrays.stream(names).map(name -> BASE + name + "..").toArray(String[]::new));
    }

    /** A package sees the others named, itself, and whatever is not ours. */
    private static ArchRule seesOnly(String name, String... others) {
        return classes().that(in(name)).should().onlyDependOnClassesThat(in(others).or(in(name)).or(not(resideInAPackage(BASE + "."))))
                .allowEmptyShould(true).as(name + " sees of ours only " + Arrays.toString(others));
    }

    private static ArchRule allOf(ArchRule first, ArchRule... more) {
        CompositeArchRule all = CompositeArchRule.of(first);
        for (ArchRule rule : more) {
            all = all.and(rule);
        }
        return all;
    }
}
