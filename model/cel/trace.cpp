#include "model/cel/trace.h"

#include "model/cel/operations.h"
#include "model/cel/programdata.h"
#include "model/cel/valueconversion.h"

#include <algorithm>

namespace drawbridge::cel {

namespace {

TraceState stateOf(const CelValue &value)
{
    if (value.isBool())
        return value.toBool() ? TraceState::True : TraceState::False;
    if (value.isUnknown())
        return TraceState::Unknown;
    return value.isError() ? TraceState::Error : TraceState::OtherValue;
}

// Passes everything on and writes down what was read.
class ReadRecorder final : public Activation
{
public:
    explicit ReadRecorder(Activation &inner)
        : m_inner(inner)
    {
    }

    CelValue variable(quint16 slot, Scratch &scratch) override
    {
        const CelValue value = m_inner.variable(slot, scratch);
        // Objects such as `self` say nothing; their fields do.
        if (!value.isObject())
            note({TraceRead::Kind::Variable, Reference::ofVariable(slot), 0, {}, {}}, value);
        return value;
    }

    CelValue field(ObjectHandle object, quint16 field, Scratch &scratch) override
    {
        const CelValue value = m_inner.field(object, field, scratch);
        note({TraceRead::Kind::Field, Reference::ofField(object, field), 0, {}, {}}, value);
        return value;
    }

    CelValue call(quint16 function, std::span<const CelValue> arguments, Scratch &scratch) override
    {
        const CelValue value = m_inner.call(function, arguments, scratch);
        note({TraceRead::Kind::Function, {}, function, {}, {}}, value);
        return value;
    }

    QString describe(ObjectHandle object) const override { return m_inner.describe(object); }

    std::vector<TraceRead> take() { return std::exchange(m_reads, {}); }

private:
    void note(TraceRead read, const CelValue &value)
    {
        if (m_reads.size() >= Trace::MaximumReads)
            return;
        read.state = stateOf(value);
        if (value.isKnown()) {
            const auto converted = toValue(value, m_inner);
            read.value = converted ? *converted : Value();
        }
        if (std::find(m_reads.begin(), m_reads.end(), read) == m_reads.end())
            m_reads.push_back(std::move(read));
    }

    Activation &m_inner;
    std::vector<TraceRead> m_reads;
};

class Tracer
{
public:
    Tracer(const ProgramData &data, Activation &activation, Scratch &scratch)
        : m_data(data)
        , m_recorder(activation)
        , m_scratch(scratch)
    {
    }

    Trace run()
    {
        m_scratch.reset();
        trace(m_data.ast.root, true);
        return std::move(m_trace);
    }

private:
    static TraceNode::Kind kindOf(const Node &node)
    {
        switch (node.kind) {
        case NodeKind::And:
            return TraceNode::Kind::And;
        case NodeKind::Or:
            return TraceNode::Kind::Or;
        case NodeKind::Conditional:
            return TraceNode::Kind::Conditional;
        case NodeKind::Builtin:
            return node.builtin == Builtin::Not ? TraceNode::Kind::Not : TraceNode::Kind::Leaf;
        default:
            return TraceNode::Kind::Leaf;
        }
    }

    // Adds the node and what is below it; gives its value.
    CelValue trace(NodeIndex index, bool reached)
    {
        const Node &node = m_data.ast.nodes[index];
        const size_t place = m_trace.nodes.size();
        TraceNode added;
        added.kind = kindOf(node);
        added.span = node.span;
        added.text = m_data.ast.source.sliced(node.span.begin, node.span.end - node.span.begin);
        m_trace.nodes.push_back(added);
        CelValue value = reached ? evaluate(index) : CelValue();
        if (added.kind == TraceNode::Kind::Leaf)
            m_trace.nodes[place].reads = m_recorder.take();
        else
            traceChildren(node, place, reached);
        if (reached) {
            m_trace.nodes[place].state = stateOf(value);
            m_trace.nodes[place].errorMessage = Outcome(value).errorMessage();
        }
        return value;
    }

    CelValue evaluate(NodeIndex index)
    {
        const Code code = generateCode(m_data.ast, index);
        m_scratch.restore();
        m_recorder.take();
        return runCode(m_data, code, m_recorder, m_scratch, false);
    }

    void traceChildren(const Node &node, size_t place, bool reached)
    {
        const bool decisive = node.kind == NodeKind::Or;
        bool next = reached;
        CelValue first;
        for (quint32 i = 0; i < node.childCount; ++i) {
            if (node.kind == NodeKind::Conditional && i > 0)
                next = reached && (i == 1 ? first.isTrue() : first.isFalse());
            const quint32 child = static_cast<quint32>(m_trace.nodes.size());
            m_trace.nodes[place].children.push_back(child);
            const CelValue value = trace(m_data.ast.children[node.firstChild + i], next);
            if (i == 0)
                first = value;
            const bool chain = node.kind == NodeKind::And || node.kind == NodeKind::Or;
            if (chain && next && value.isBool() && value.toBool() == decisive)
                next = false;
        }
    }

    const ProgramData &m_data;
    ReadRecorder m_recorder;
    Scratch &m_scratch;
    Trace m_trace;
};

} // namespace

Trace makeTrace(const ProgramData &data, Activation &activation, Scratch &scratch)
{
    return Tracer(data, activation, scratch).run();
}

// A decided chain rests on the one part that decided it; any other node on all its parts that were
// reached and, in an undecided chain, did not just go along.
std::vector<quint32> Trace::decisive() const
{
    std::vector<quint32> result;
    std::vector<quint32> open;
    if (!nodes.empty())
        open.push_back(0);
    while (!open.empty()) {
        const quint32 index = open.back();
        open.pop_back();
        const TraceNode &node = nodes[index];
        if (node.kind == TraceNode::Kind::Leaf) {
            result.push_back(index);
            continue;
        }
        const bool chain = node.kind == TraceNode::Kind::And || node.kind == TraceNode::Kind::Or;
        for (const quint32 child : node.children) {
            const TraceState state = nodes[child].state;
            if (state != TraceState::Skipped && (!chain || state == node.state))
                open.push_back(child);
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace drawbridge::cel
