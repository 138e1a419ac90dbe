#include "app/cli/commandoptions.h"
#include "app/cli/commands.h"

#include "model/edit/recordreviewedit.h"
#include "model/project/modelrevision.h"
#include "model/project/projectwriter.h"
#include "model/text/textencoding.h"

namespace drawbridge {

namespace {

struct ReviewCommand
{
    std::string model;
    std::string output;
    std::string reviewer;
    std::string note;

    int record(CommandContext &context, LoadedProject &project, const PropertySchema &schema) const;
    int run(CommandContext &context) const;
};

int listReviews(CommandContext &context, const ThreatModel &model, const PropertySchema &schema)
{
    const ReviewState state = reviewState(model, schema);
    QString lines;
    const auto add = [&lines](const QList<Review> &reviews, const QString &what) {
        for (const Review &review : reviews) {
            QString line = review.reviewer + QStringLiteral(": ") + what;
            if (review.date.isValid())
                line += QStringLiteral(", ") + review.date.toString(Qt::ISODate);
            if (!review.note.isEmpty())
                line += QStringLiteral(": ") + review.note;
            lines += terminalSafe(line) + u'\n';
        }
    };
    add(state.current, QStringLiteral("this revision"));
    add(state.earlier, QStringLiteral("an earlier revision"));
    if (lines.isEmpty())
        lines = QStringLiteral("nobody has reviewed this model\n");
    const auto written = context.write(QStringLiteral("-"), lines.toUtf8());
    return written ? Done : context.fail(written.error());
}

int ReviewCommand::record(CommandContext &context, LoadedProject &project,
                          const PropertySchema &schema) const
{
    const auto date = context.date();
    if (!date)
        return context.fail(date.error());
    Review review;
    review.reviewer = text(reviewer);
    review.note = text(note);
    review.date = *date;
    review.revision = modelRevision(project.model, schema);
    // The same review of the same day and revision is one record, however often it is said.
    review.id = ReviewId(
        importedId('r', review.reviewer,
                   QString::fromLatin1(review.revision) + review.date.toString(Qt::ISODate)));
    const auto edit = recordReview(project.model, review);
    if (!edit)
        return context.fail(edit.error());
    applyChanges(project.model, edit->changes());
    if (const auto recorded = context.recordCatalogs(project.model); !recorded)
        return context.fail(recorded.error());
    const auto written = context.write(output.empty() ? text(model) : text(output),
                                       ProjectWriter(schema).write(project.model));
    if (!written)
        return context.fail(written.error());
    context.say(QStringLiteral("revision %1 reviewed by %2")
                    .arg(QString::fromLatin1(review.revision.left(12)), review.reviewer));
    return Done;
}

int ReviewCommand::run(CommandContext &context) const
{
    auto project = context.load(text(model));
    if (!project)
        return context.fail(project.error());
    const auto services = context.services();
    if (!services)
        return context.fail(services.error());
    const PropertySchema &schema = *(*services)->schema();
    if (reviewer.empty() && !note.empty())
        return context.fail(QStringLiteral("--note needs --by: say who reviewed the model"));
    return reviewer.empty() ? listReviews(context, project->model, schema)
                            : record(context, *project, schema);
}

} // namespace

void addReviewCommand(CLI::App &app, Invocation &chosen)
{
    auto options = std::make_shared<ReviewCommand>();
    CLI::App *command =
        app.add_subcommand("review", "Record who reviewed the model as it is, or list the reviews");
    addModelArgument(*command, options->model);
    command->add_option("--by", options->reviewer, "Who reviewed it")->type_name("NAME");
    command->add_option("--note", options->note, "What to know about the review")
        ->type_name("TEXT");
    addModelOutput(*command, options->output);
    command->callback([options, &chosen] {
        chosen.run = [options](CommandContext &context) { return options->run(context); };
    });
}

} // namespace drawbridge
