using System.Text.Json;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Words;

namespace OrleansSms.Domain.Tests.Compliance;

/// <summary>The shipped files, row by row: every word that recipients are told of does what it says, and every row says where it comes from.</summary>
public sealed class ShippedDataTests
{
    [Theory]
    [InlineData(KeywordKind.Stop, "STOP STOPALL STOP_ALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT OPT-OUT OPT_OUT REMOVE")]
    [InlineData(KeywordKind.Start, "START YES UNSTOP")]
    [InlineData(KeywordKind.Help, "HELP INFO")]
    [InlineData(KeywordKind.Stop, "ARRET ARRETE STOP")]
    [InlineData(KeywordKind.Help, "AIDE CONTACT")]
    [InlineData(KeywordKind.Stop, "ALTO PARAR SALIR BAJA CANCELAR")]
    [InlineData(KeywordKind.Start, "INICIAR")]
    [InlineData(KeywordKind.Help, "AYUDA")]
    [InlineData(KeywordKind.Stop, "STOPP PARAR SAIR AVSLUTA FERMA")]
    [InlineData(KeywordKind.Help, "HILFE AJUDA HJÄLP AIUTO")]
    public void Every_keyword_is_understood_as_it_stands_and_in_small_letters(KeywordKind kind, string words) => Assert.All(
        words.Split(' ').Select(static word => word.Replace('_', ' ')).SelectMany(static word => new[] { word, word.ToLowerInvariant() + "." }),
        word => Assert.Equal((kind, KeywordCertainty.Exact), ComplianceData.Shipped.Keywords.Find(word) is { } match ? (match.Kind, match.Certainty) : default));

    [Theory]
    [InlineData("FL", 3)]
    [InlineData("OK", 3)]
    [InlineData("TX", 0)]
    public void States_with_a_cap_by_law_have_it(string state, int count)
    {
        var caps = ComplianceData.Shipped.Sites.Hours.Find("US", state).Caps;

        Assert.Equal(count == 0 ? [] : [count], caps.Select(static cap => cap.Count));

        // A message counts when it is decided and may go an hour later.
        Assert.All(caps, static cap => Assert.Equal(25 * 3_600, cap.Seconds));
    }

    [Theory]
    [InlineData("quiet-hours.json", "rows caps holidays")]
    [InlineData("keywords.json", "rows")]
    [InlineData("unreachable.json", "rows")]
    public void Every_row_says_where_it_comes_from_and_when_that_was_verified_or_that_it_was_not(string file, string lists)
    {
        using var stream = typeof(ComplianceData).Assembly.GetManifestResourceStream(file)!;
        var json = JsonDocument.Parse(stream).RootElement;

        Assert.Contains("Not legal advice", file == "unreachable.json" ? "Not legal advice" : json.GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.All(lists.Split(' ').SelectMany(list => json.GetProperty(list).EnumerateArray()), row =>
        {
            var source = row.GetProperty("source").GetString()!;
            Assert.NotEmpty(source);
            var isSecondary = source.Contains("secondary", StringComparison.Ordinal) || source.StartsWith("a cautious default", StringComparison.Ordinal);
            Assert.Equal(isSecondary ? JsonValueKind.Null : JsonValueKind.String, row.GetProperty("verified_on").ValueKind);
        });
    }
}
