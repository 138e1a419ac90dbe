#pragma once

#include "model/import/recordassembly.h"
#include "model/text/treedocument.h"

namespace drawbridge::daemonjson {

// Puts the host of one daemon.json into the model, with its daemon and the addresses on which that
// listens.
class DaemonHost
{
public:
    DaemonHost(RecordAssembly &records, SourceId source, QString path);

    void add(const TreeNode &settings);

private:
    void take(const QString &name, const TreeNode &value);
    void takeText(const QString &name, const TreeNode &value);
    void addListeners(const TreeNode &hosts);
    void addListener(const TreeNode &host);
    void takeRegistries();
    void takeLogs();
    void takeUlimits(const TreeNode &limits);
    void say(const char16_t *property, const Value &value, const TreeNode &from,
             const QString &setting);
    void tell(const TreeNode &from, const QString &message);

    RecordAssembly &m_records;
    SourceId m_source;
    QString m_path;
    TrustBoundary m_host;
    Element m_daemon;
    // Settings that mean something only together.
    TreeNode m_logDriver;
    TreeNode m_logOptions;
    TreeNode m_insecure;
    TreeNode m_mirrors;
    TreeNode m_hosts;
    bool m_verifiesClients = false;
};

} // namespace drawbridge::daemonjson
