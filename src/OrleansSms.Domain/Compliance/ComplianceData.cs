using System.Reflection;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Hours;
using OrleansSms.Domain.Compliance.Numbers;
using OrleansSms.Domain.Compliance.Words;

namespace OrleansSms.Domain.Compliance;

/// <summary>
/// The data that decisions are made by: shipped with the program, each file versioned and with its sources, and replaced by an operator's own file of the same name.
/// </summary>
/// <param name="Sites">Where numbers are, and the hours there.</param>
/// <param name="Keywords">Words by which recipients opt out and in.</param>
/// <param name="Answers">What they are answered with.</param>
/// <param name="Unreachable">Which receipts say that a number does not exist.</param>
/// <param name="QuietByDefault">Categories that quiet hours hold where an account's policy does not say.</param>
public sealed record ComplianceData(Sites Sites, KeywordTable Keywords, AnswerTable Answers, UnreachableTable Unreachable, Categories QuietByDefault = Categories.Marketing)
{
    /// <summary>Whether marketing that its recipient cannot opt out of is refused where an account's policy does not say.</summary>
    public bool RequireOptOutRouteByDefault { get; init; } = true;

    private const string QuietHoursFile = "quiet-hours.json";
    private const string NumberPlanFile = "number-plan.json";
    private const string KeywordsFile = "keywords.json";
    private const string AnswersFile = "answers.json";
    private const string UnreachableFile = "unreachable.json";

    private static readonly Lazy<ComplianceData> Own = new(static () => Load(null));

    /// <summary>The data as shipped.</summary>
    public static ComplianceData Shipped => Own.Value;

    /// <summary>Reads the files in a folder, and those as shipped that it does not hold.</summary>
    /// <param name="directory">The folder; null = as shipped.</param>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    public static ComplianceData Load(string? directory)
    {
        using var hours = Open(directory, QuietHoursFile);
        using var plan = Open(directory, NumberPlanFile);
        using var keywords = Open(directory, KeywordsFile);
        using var answers = Open(directory, AnswersFile);
        using var unreachable = Open(directory, UnreachableFile);
        return new ComplianceData(
            new Sites(NumberPlan.Read(plan), QuietHoursTable.Read(hours)), KeywordTable.Read(keywords), AnswerTable.Read(answers), UnreachableTable.Read(unreachable));
    }

    private static Stream Open(string? directory, string name)
    {
        if (directory is not null && Path.Combine(directory, name) is var path && File.Exists(path))
        {
            return File.OpenRead(path);
        }

        return Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidDataException($"{name} is missing from the program.");
    }
}
