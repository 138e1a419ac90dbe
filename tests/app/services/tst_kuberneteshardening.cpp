#include "model/harden/hardeningwriters.h"
#include "tests/app/services/hardeningworld.h"
#include "tests/support/testrunner.h"

using namespace drawbridge;
using namespace drawbridge::test;

// Manifests of Kubernetes: several documents, lists, and every place where a pod may stand.
class tst_kuberneteshardening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theResultIsExact();
    void everyKindOfPodIsReached_data();
    void everyKindOfPodIsReached();
    void usersThatAreKnownAreRefusedAsRoot();
    void scratchVolumesAreAddedToThePod();
    void dangerousRightsGoAtStrict();
    void tokensStayWhereTheyAreUsed_data();
    void tokensStayWhereTheyAreUsed();
    void limitsStayAboveRequests();
    void namespacesGetTheLevelThatTheirPodsMeet();
    void whatCannotBeDoneIsProposed();
    void noOutputHoldsASecret();
    void oddFilesStayAsTheyAre_data();
    void oddFilesStayAsTheyAre();

private:
    HardenedFile hardenText(const QByteArray &manifest,
                            HardeningLevel level = HardeningLevel::Recommended) const
    {
        return m_world.hardenText(QStringLiteral("app.yaml"), manifest, level);
    }

    HardeningWorld m_world;
};

static QByteArray deployment(const QByteArray &podSpec)
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n"
           "    spec:\n"
        + podSpec;
}

static const char HardenedShop[] =
    "# The shop.\n"
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata:\n"
    "  name: shop\n"
    "  labels:\n"
    "    pod-security.kubernetes.io/warn: restricted\n"
    "    pod-security.kubernetes.io/audit: restricted\n"
    "    pod-security.kubernetes.io/enforce: baseline  # to test\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata:\n"
    "  name: web\n"
    "  namespace: shop\n"
    "spec:\n"
    "  template:\n"
    "    spec:\n"
    "      containers:\n"
    "      - name: web   # the site\n"
    "        image: nginx:1.25\n"
    "        securityContext: {runAsUser: 101, runAsNonRoot: true, "
    "allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, "
    "readOnlyRootFilesystem: true}  # to test\n"
    "        volumeMounts:  # to test\n"
    "        - name: web-tmp  # to test\n"
    "          mountPath: /tmp  # to test\n"
    "        - name: web-var-cache-nginx  # to test\n"
    "          mountPath: /var/cache/nginx  # to test\n"
    "        - name: web-var-run  # to test\n"
    "          mountPath: /var/run  # to test\n"
    "        resources:  # to test: starting figure, measure under load\n"
    "          limits:  # to test: starting figure, measure under load\n"
    "            memory: 128Mi  # to test: starting figure, measure under load\n"
    "            cpu: \"0.5\"  # to test: starting figure, measure under load\n"
    "          requests:  # to test: starting figure, measure under load\n"
    "            memory: 64Mi  # to test: starting figure, measure under load\n"
    "            cpu: 50m  # to test: starting figure, measure under load\n"
    "      # behind the containers\n"
    "      volumes:  # to test\n"
    "      - name: web-tmp  # to test\n"
    "        emptyDir:  # to test\n"
    "          sizeLimit: 64Mi  # to test\n"
    "      - name: web-var-cache-nginx  # to test\n"
    "        emptyDir:  # to test\n"
    "          sizeLimit: 64Mi  # to test\n"
    "      - name: web-var-run  # to test\n"
    "        emptyDir:  # to test\n"
    "          sizeLimit: 64Mi  # to test\n"
    "      securityContext:  # to test\n"
    "        seccompProfile:  # to test\n"
    "          type: RuntimeDefault  # to test\n"
    "      automountServiceAccountToken: false  # to test\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: web, namespace: shop}\n";

void tst_kuberneteshardening::theResultIsExact()
{
    const HardenedFile file = hardenText("# The shop.\n"
                                         "apiVersion: v1\n"
                                         "kind: Namespace\n"
                                         "metadata:\n"
                                         "  name: shop\n"
                                         "---\n"
                                         "apiVersion: apps/v1\n"
                                         "kind: Deployment\n"
                                         "metadata:\n"
                                         "  name: web\n"
                                         "  namespace: shop\n"
                                         "spec:\n"
                                         "  template:\n"
                                         "    spec:\n"
                                         "      containers:\n"
                                         "      - name: web   # the site\n"
                                         "        image: nginx:1.25\n"
                                         "        securityContext: {runAsUser: 101}\n"
                                         "      # behind the containers\n"
                                         "---\n"
                                         "apiVersion: v1\n"
                                         "kind: Service\n"
                                         "metadata: {name: web, namespace: shop}\n");
    QCOMPARE(file.after, QByteArray(HardenedShop));
}

void tst_kuberneteshardening::everyKindOfPodIsReached_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray pod = "containers: [{name: web, image: 'nginx:1.25'}]";
    QTest::newRow("Pod") << "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {" + pod
            + "}\n";
    QTest::newRow("Deployment")
        << "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {"
            + pod + "}}}\n";
    QTest::newRow("CronJob") << "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web}\n"
                                "spec: {jobTemplate: {spec: {template: {spec: {"
            + pod + "}}}}}\n";
    QTest::newRow("List")
        << "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: "
           "{name: web}\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: web}\n  spec: {"
            + pod + "}\n";
    QTest::newRow("second document")
        << "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\n---\napiVersion: v1\n"
           "kind: Pod\nmetadata: {name: web}\nspec: {"
            + pod + "}\n...\n";
    QTest::newRow("JSON") << QByteArray(
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web\"},\n"
        " \"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"nginx:1.25\"}]}}\n");
    QTest::newRow("init container") << QByteArray(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {initContainers: [{name: web, "
        "image: 'nginx:1.25'}]}\n");
}

void tst_kuberneteshardening::everyKindOfPodIsReached()
{
    QFETCH(QByteArray, text);
    const HardenedFile file = hardenText(text, HardeningLevel::Safe);
    QVERIFY2(doneIds(file).contains(QStringLiteral("no-new-privileges")), file.after);
    QVERIFY2(file.done.last().paths.first().endsWith(
                 QStringLiteral("securityContext.allowPrivilegeEscalation")),
             qPrintable(file.done.last().paths.first()));
    QVERIFY(file.after.contains("allowPrivilegeEscalation"));
    QVERIFY(hardenText(file.after, HardeningLevel::Safe).done.isEmpty());
}

void tst_kuberneteshardening::usersThatAreKnownAreRefusedAsRoot()
{
    const HardenedFile said =
        hardenText(deployment("      securityContext: {runAsUser: 1000}\n"
                              "      containers:\n      - {name: a, image: example.com/a}\n"),
                   HardeningLevel::Safe);
    QVERIFY2(doneIds(said).contains(QStringLiteral("non-root-user")), said.after);
    const HardenedFile root =
        hardenText(deployment("      containers:\n      - name: a\n        image: example.com/a\n"
                              "        securityContext:\n          runAsUser: 0\n"),
                   HardeningLevel::Strict);
    QVERIFY(!doneIds(root).contains(QStringLiteral("non-root-user")));
    QVERIFY(manualOf(root, QStringLiteral("non-root-user"))
                .reason.contains(QStringLiteral("says that it runs as root")));
    // A name is no number, and Kubernetes would not start it.
    const HardenedFile named =
        hardenText(deployment("      containers:\n      - {name: a, image: 'redis:7'}\n"));
    QVERIFY(manualOf(named, QStringLiteral("non-root-user"))
                .proposal.contains(QStringLiteral("runAsUser to the number")));
}

void tst_kuberneteshardening::scratchVolumesAreAddedToThePod()
{
    const HardenedFile file =
        hardenText(deployment("      containers:\n"
                              "        - name: web\n"
                              "          image: nginx:1.25\n"
                              "          volumeMounts:\n"
                              "            - name: pages   # from outside\n"
                              "              mountPath: /usr/share/nginx/html\n"
                              "        - name: other\n"
                              "          image: example.com/other\n"
                              "      volumes:\n"
                              "        - name: pages\n"
                              "          emptyDir: {}\n"),
                   HardeningLevel::Strict);
    QVERIFY2(file.after.contains("            - name: web-var-cache-nginx  # to test\n"
                                 "              mountPath: /var/cache/nginx  # to test\n"),
             file.after);
    QVERIFY2(file.after.contains("        - name: web-tmp  # to test\n"
                                 "          emptyDir:  # to test\n"
                                 "            sizeLimit: 64Mi  # to test\n"),
             file.after);
    QCOMPARE(file.after.count("- name: other-tmp"), 2);
    QCOMPARE(file.after.count("readOnlyRootFilesystem: true"), 2);
    // What nobody knows anything of waits for strict.
    QCOMPARE(hardenText(file.before).after.count("readOnlyRootFilesystem: true"), 1);
}

void tst_kuberneteshardening::dangerousRightsGoAtStrict()
{
    const QByteArray text = deployment("      hostPID: true\n      hostNetwork: true\n"
                                       "      containers:\n      - name: a\n"
                                       "        image: example.com/a\n"
                                       "        securityContext:\n          privileged: true\n");
    const HardenedFile usual = hardenText(text);
    QVERIFY(usual.after.contains("privileged: true"));
    QVERIFY(!usual.after.contains("drop"));
    QVERIFY(manualOf(usual, QStringLiteral("no-privileged")).reason.contains(u"--level strict"));
    const HardenedFile strict = hardenText(text, HardeningLevel::Strict);
    QVERIFY2(strict.after.contains("privileged: false  # to test"), strict.after);
    QVERIFY(strict.after.contains("hostPID: false"));
    QVERIFY(strict.after.contains("hostNetwork: true"));
    QVERIFY2(strict.after.contains("drop:  # to test\n"), strict.after);
}

void tst_kuberneteshardening::tokensStayWhereTheyAreUsed_data()
{
    QTest::addColumn<QByteArray>("pod");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<bool>("removed");
    const QByteArray plain = "      containers: [{name: a, image: 'nginx:1.25'}]\n";
    QTest::newRow("nothing uses it") << plain << QByteArray() << true;
    QTest::newRow("said") << "      automountServiceAccountToken: true\n" + plain << QByteArray()
                          << false;
    QTest::newRow("called") << QByteArray("      containers: [{name: a, image: 'nginx:1.25', args: "
                                          "[--api=https://kubernetes.default.svc]}]\n")
                            << QByteArray() << false;
    QTest::newRow("rights")
        << "      serviceAccountName: w\n" + plain
        << QByteArray("---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: w}\n---\n"
                      "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\n"
                      "metadata: {name: w}\nroleRef: {kind: ClusterRole, name: view}\n"
                      "subjects: [{kind: ServiceAccount, name: w, namespace: default}]\n")
        << false;
    QTest::newRow("an account from elsewhere")
        << "      serviceAccountName: w\n" + plain << QByteArray() << false;
}

void tst_kuberneteshardening::tokensStayWhereTheyAreUsed()
{
    QFETCH(QByteArray, pod);
    QFETCH(QByteArray, more);
    QFETCH(bool, removed);
    const HardenedFile file = hardenText(deployment(pod) + more);
    QCOMPARE(file.after.contains("automountServiceAccountToken: false"), removed);
}

void tst_kuberneteshardening::limitsStayAboveRequests()
{
    const HardenedFile file =
        hardenText(deployment("      containers:\n      - name: a\n        image: example.com/a\n"
                              "        resources:\n          requests: {memory: 2Gi}\n"
                              "      - name: b\n        image: postgres:16\n"));
    QVERIFY(manualOf(file, QStringLiteral("memory-limit")).reason.contains(u"2Gi"));
    QVERIFY2(file.after.contains("            memory: 1Gi  # to test: starting figure"),
             file.after);
    QVERIFY2(file.after.contains("            memory: 64Mi  # to test: starting figure"),
             file.after);
}

void tst_kuberneteshardening::namespacesGetTheLevelThatTheirPodsMeet()
{
    const QByteArray space = "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n---\n";
    const QByteArray tame = deployment("      containers: [{name: a, image: 'nginx:1.25'}]\n");
    const QByteArray wild =
        deployment("      hostPID: true\n      containers: [{name: a, image: 'nginx:1.25'}]\n");
    QVERIFY(hardenText(space + tame).after.contains("enforce: baseline"));
    const HardenedFile refused = hardenText(space + wild, HardeningLevel::Strict);
    QVERIFY(!refused.after.contains("enforce"));
    QVERIFY(refused.after.contains("warn: restricted"));
    QVERIFY(manualIds(refused).contains(QStringLiteral("pod-security")));
    // Nothing of the file runs there.
    QVERIFY(!hardenText(space + "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n")
                 .after.contains("enforce"));
}

void tst_kuberneteshardening::whatCannotBeDoneIsProposed()
{
    const HardenedFile file = hardenText(
        deployment("      containers:\n      - name: a\n        image: nginx\n"
                   "        ports: [{containerPort: 80}]\n"
                   "        env: [{name: DB_PASSWORD, value: tangerine-hill-42}]\n"
                   "        volumeMounts: [{name: s, mountPath: /s}, {name: e, mountPath: /e}]\n"
                   "      volumes:\n"
                   "      - {name: s, hostPath: {path: /var/run/docker.sock}}\n"
                   "      - {name: e, hostPath: {path: /etc}}\n"));
    for (const char *id : {"health-check", "pinned-image", "secret-reference", "rotate-secret",
                           "no-runtime-socket", "no-host-path", "default-deny"})
        QVERIFY2(manualIds(file).contains(QLatin1String(id)), id);
    QVERIFY(manualOf(file, QStringLiteral("default-deny"))
                .proposal.contains(QStringLiteral("kind: NetworkPolicy")));
}

void tst_kuberneteshardening::noOutputHoldsASecret()
{
    const HardenedFile file = hardenText(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  who: tangerine-hill-41\n"
        "data:\n  x: dGFuZ2VyaW5lLWhpbGwtNDI=\n---\n"
            + deployment("      containers:\n      - name: a\n        image: nginx:1.25\n"
                         "        env:\n        # DB_PASSWORD: tangerine-hill-43\n"
                         "        - name: DB_PASSWORD\n          value: tangerine-hill-44\n"
                         "        - {value: tangerine-hill-45, name: API_TOKEN}\n"),
        HardeningLevel::Strict);
    const auto diff = hardeningDiff({file});
    QVERIFY(diff && diff->contains("***"));
    for (const QByteArray &output : {*diff, writeHardeningText({file}, HardeningLevel::Strict),
                                     writeHardeningJson({file}, HardeningLevel::Strict)})
        QVERIFY2(!output.contains("tangerine") && !output.contains("dGFuZ2"), output);
    QVERIFY(manualIds(file).contains(QStringLiteral("written-secret")));
}

void tst_kuberneteshardening::oddFilesStayAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray plain =
        deployment("      containers:\n      - name: a   # first\n        image: nginx:1.25\n");
    QTest::newRow("carriage returns") << QByteArray(plain).replace("\n", "\r\n");
    QTest::newRow("no end") << plain.chopped(1);
    QTest::newRow("comments") << "# a\n" + QByteArray(plain).replace("spec:", "spec: # b")
            + "# c\n---\n# only a comment\n---\n" + plain + "  # d\n";
    QTest::newRow("empty maps") << deployment(
        "      securityContext: {}\n      containers:\n      - name: a\n        image: nginx:1.25\n"
        "        securityContext: {}\n        resources: {}\n        volumeMounts: []\n"
        "      volumes: []\n");
    QTest::newRow("nothing said") << deployment(
        "      securityContext:\n      containers:\n      - name: a\n        image: nginx:1.25\n"
        "        securityContext:\n        resources:   # none\n");
    QTest::newRow("quoted keys") << deployment(
        "      \"containers\":\n      - \"name\": \"a\"\n        'image': 'nginx:1.25'\n");
    QTest::newRow("anchors") << deployment(
        "      containers:\n      - &base\n        name: a\n        image: nginx:1.25\n"
        "        securityContext: &ctx\n          runAsUser: 101\n"
        "      - <<: *base\n        name: b\n      - name: c\n        image: nginx:1.25\n"
        "        securityContext: *ctx\n");
    QTest::newRow("tabs in comments") << QByteArray(plain).replace("# first", "#\tfirst\t");
    QTest::newRow("block text") << QByteArray(plain)
            + "---\napiVersion: v1\nkind: ConfigMap\n"
              "metadata: {name: c}\ndata:\n  a: |\n"
              "    kind: Pod\n    # text\n";
}

void tst_kuberneteshardening::oddFilesStayAsTheyAre()
{
    QFETCH(QByteArray, text);
    for (const HardeningLevel level : hardeningLevels()) {
        const HardenedFile file = hardenText(text, level);
        for (QByteArray line : text.split('\n')) {
            const qsizetype hash = line.indexOf('#');
            if (hash >= 0)
                QVERIFY2(file.after.contains(line.mid(hash).trimmed()), line);
        }
        if (text.contains("\r\n"))
            QCOMPARE(file.after.count('\n'), file.after.count("\r\n"));
        QCOMPARE(file.after.endsWith('\n'), text.endsWith('\n'));
        const HardenedFile second = hardenText(file.after, level);
        QCOMPARE(second.after, file.after);
        QVERIFY2(second.done.isEmpty(), qPrintable(doneIds(second).join(u' ')));
    }
}

DRAWBRIDGE_TEST(tst_kuberneteshardening)

#include "tst_kuberneteshardening.moc"
