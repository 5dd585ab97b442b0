using System.Globalization;
using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>The recipients of one test: a list, and numbers that no other test has.</summary>
/// <param name="Place">Where they are.</param>
/// <param name="List">Their list.</param>
/// <param name="First">The first one's number, for <see cref="Marketer.Number"/>.</param>
/// <param name="Count">How many.</param>
/// <param name="Before">Submits that the carrier had before them.</param>
internal sealed record Crowd(ForeignMarketing Place, string List, int First, int Count, int Before)
{
    /// <summary>A campaign to all of them.</summary>
    public object Definition(object? pace = null) => new
    {
        name = List,
        audience = new { lists = Marketer.Words(List) },
        variants = new[] { new { body = "Hi {{ first_name }}" } },
        senders = Marketer.Words("Shop"),
        pace,
    };

    /// <summary>Waits until the carrier has got so many submits since there was this crowd.</summary>
    public Task ReachedAsync(int submits) => Place.Smsc.WaitForAsync(PeerCounter.Submits, Before + submits, ForeignMarketing.Timeout);

    public bool Has(ReceivedSubmit submit) => long.Parse(submit.Destination, CultureInfo.InvariantCulture) - 447_900_000_000 - First is >= 0 and var index && index < Count;

    /// <summary>What the carrier got for them, in order, what it refused included.</summary>
    public async Task<IReadOnlyList<ReceivedSubmit>> SubmitsAsync() => [.. (await Place.Smsc.GetSubmitsAsync(Before)).Where(Has)];

    /// <summary>Each has one row, and the carrier has accepted one submit for each that is no secret; answers the rows.</summary>
    public async Task<IReadOnlyList<JsonElement>> HasItOnceAsync(string campaign)
    {
        var rows = await Place.Marketer.MessagesAsync(campaign);
        var accepted = (await SubmitsAsync()).Where(static submit => submit.Status == 0).Select(static submit => submit.Destination).ToList();
        Assert.Equal(Count, rows.Count);
        Assert.Equal(Count, rows.Select(static row => row.Text("to")).Distinct().Count());
        Assert.Equal(accepted.Count, accepted.Distinct().Count());
        var known = rows.Where(static row => !IsUncertain(row)).Select(static row => TwoCarriers.Digits(row.Text("to")!));
        Assert.Empty(known.Except(accepted));
        return rows;
    }

    /// <summary>Whether nobody knows if the carrier has it.</summary>
    public static bool IsUncertain(JsonElement row) => (row.Status(), row.Text("status_reason")) is ("sending" or "failed", "uncertain");
}
