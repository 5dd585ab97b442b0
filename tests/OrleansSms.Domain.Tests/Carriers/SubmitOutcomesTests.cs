using OrleansSms.Domain.Carriers;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class SubmitOutcomesTests
{
    public static TheoryData<SubmitOutcome, uint[]> Rows => new()
    {
        { SubmitOutcome.Accepted, [0x00] },
        { SubmitOutcome.Permanent, [0x01, 0x06, 0x07, 0x0A, 0x0B, 0x15, 0x33, 0x34, 0x40, 0x42, 0x43, 0x44, 0x48, 0x49, 0x50, 0x51, 0x54] },
        { SubmitOutcome.Permanent, [0x61, 0x62, 0x63, 0x65, 0x66, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0x100, 0x101, 0x103, 0x104, 0x105, 0x106] },
        { SubmitOutcome.SessionLimited, [0x02, 0x03] },
        { SubmitOutcome.Session, [0x04, 0x05, 0x0D, 0x0E, 0x0F, 0x53] },
        { SubmitOutcome.Temporary, [0x08, 0x64, 0x102] },
        { SubmitOutcome.QueueFull, [0x14] },
        { SubmitOutcome.Throttled, [0x58] },
        { SubmitOutcome.Limited, [0x45, 0xFE, 0xFF, 0x400, 0x4FF, 0x09, 0x12345678, uint.MaxValue] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_command_status_means_what_its_row_says(SubmitOutcome outcome, uint[] statuses) =>
        Assert.All(statuses, status => Assert.Equal(outcome, SubmitOutcomes.Of(status)));

    [Fact]
    public void A_carrier_may_mean_something_else()
    {
        var overrides = new Dictionary<uint, SubmitOutcome> { [0x45] = SubmitOutcome.Throttled };
        Assert.Equal(SubmitOutcome.Throttled, SubmitOutcomes.Of(0x45, overrides));
        Assert.Equal(SubmitOutcome.Throttled, SubmitOutcomes.Of(0x58, overrides));
    }

    [Fact]
    public void No_carrier_can_turn_success_into_anything_else() =>
        Assert.Equal(SubmitOutcome.Accepted, SubmitOutcomes.Of(0, new Dictionary<uint, SubmitOutcome> { [0] = SubmitOutcome.Permanent }));
}
