namespace OrleansSms.Server.Tests.Faults;

/// <summary>Carriers that send what no SMSC should.</summary>
[Collection(SharedFaultGateway.Name)]
public sealed class GarbageTests(FaultGateway gateway)
{
    private const int Messages = 3_000;
    private const int Before = 500;

    /// <summary>What is answered or passed over, and harms nothing.</summary>
    public static TheoryData<string, string> Harmless => new()
    {
        { "a command that does not exist", "00000010 00000999 00000000 0000004D" },
        { "a command that does not exist, with a body", "00000018 00000999 00000000 0000004E 0102030405060708" },
        { "a generic_nack to nothing", "00000010 80000000 00000003 7FFFFFF0" },
        { "a deliver_sm without a body", "00000010 00000005 00000000 0000004F" },
        { "a deliver_sm that ends within a field", "00000014 00000005 00000000 00000050 00010134" },
        { "a submit_sm_resp to nothing, without end of its id", "00000012 80000004 00000000 7FFFFFF1 3132" },
        { "an ESME's own command", "00000010 00000004 00000000 00000051" },
    };

    /// <summary>Behind it nobody knows where the next PDU begins.</summary>
    public static TheoryData<string, string> Deadly => new()
    {
        { "a length below that of a header", "00000008 00000005 00000000 00000052" },
        { "a length of nothing", "00000000 00000015 00000000 00000053" },
        { "a length of two gigabytes", "7FFFFFFF 00000005 00000000 00000054" },
        { "no SMPP at all", "48545450 2F312E31 20343030 20426164 0D0A0D0A" },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task A_pdu_that_makes_no_sense_harms_nothing(string what, string hex)
    {
        await using var carrier = await StartAsync(what, hex);

        await carrier.DeliveredAsync(await carrier.SendAsync(Messages), Messages);
        await carrier.Happened;
        await carrier.DeliveredAsync(await carrier.SendAsync(1, first: Messages), 1);

        Assert.Equal(Messages + 1, carrier.Recipients);
        Assert.Empty(carrier.Doubled);
        Assert.Equal(1, carrier.Wire.Connections);
    }

    [Theory]
    [MemberData(nameof(Deadly))]
    public async Task Octets_that_cannot_be_told_apart_end_the_session_and_nothing_is_lost(string what, string hex)
    {
        await using var carrier = await StartAsync(what, hex);

        var batch = await carrier.SendAsync(Messages);
        await carrier.Happened;
        await carrier.DeliveredAsync(batch, Messages);

        Assert.Equal(Messages, carrier.Recipients);
        Assert.Equal(2, carrier.Wire.Connections);
        Assert.InRange(carrier.Doubled.Count, 0, FaultyCarrier.Window);
        await carrier.DoubledAreMarkedAsync(batch);
    }

    private async Task<FaultyCarrier> StartAsync(string what, string hex)
    {
        Assert.NotEmpty(what);
        var octets = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.At(Before, () => carrier.Wire.InjectAsync(octets));
        return carrier;
    }
}
