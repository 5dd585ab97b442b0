using System.Reflection;
using OrleansSms.Domain.Compliance;

namespace OrleansSms.Domain.Tests.Compliance;

public sealed class DocumentedReasonsTests
{
    private static readonly string[] Statuses = ["suppressed", "held"];

    [Fact]
    public void The_documentation_has_a_row_with_cause_and_advice_for_every_reason_and_for_no_other()
    {
        var codes = typeof(Reasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

        var rows = File.ReadLines(Path.Combine(Root(), "docs", "compliance.md"))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();

        Assert.Equal(codes, rows.Select(static row => row[0].Trim('`')).Distinct().Order(StringComparer.Ordinal));
        Assert.All(rows, static row =>
        {
            Assert.Equal(4, row.Length);
            Assert.Contains(row[1], Statuses);
            Assert.All(row[2..], static cell => Assert.NotEmpty(cell));
        });
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OrleansSms.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
