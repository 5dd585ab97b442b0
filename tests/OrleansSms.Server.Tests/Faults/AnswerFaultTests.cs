using OrleansSms.Simulator.Wire;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Server.Tests.Faults;

/// <summary>Carriers whose answers to submit_sm are not as they should be.</summary>
[Collection(SharedFaultGateway.Name)]
public sealed class AnswerFaultTests(FaultGateway gateway)
{
    private const int Messages = 3_000;
    private const uint QueryFailed = 0x67;

    public static TheoryData<string> Superfluous => ["doubled", "of a sequence never asked", "of another type", "to nothing, unknown"];

    [Fact]
    public async Task Answers_in_another_order_behind_their_receipts_find_their_messages()
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        var fault = new ShuffledAnswers();
        carrier.Wire.Fault = fault;

        await carrier.DeliveredAsync(await carrier.SendAsync(Messages), Messages);

        Assert.True(fault.Shuffled > Messages / 10, $"Only {fault.Shuffled} answers changed places.");
        OnceEach(carrier);
    }

    [Theory]
    [MemberData(nameof(Superfluous))]
    public async Task Answers_that_nobody_asked_for_change_nothing(string what)
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.Wire.Fault = WireFault.Each(CommandId.SubmitSmResp, answer => what switch
        {
            "doubled" => [answer, answer],
            "of a sequence never asked" => [answer.WithSequence(answer.Sequence + 1_000_000), answer],
            "of another type" => [WireFrame.OfHeader((uint)CommandId.QuerySmResp, answer.Sequence, QueryFailed), answer],
            _ => [WireFrame.OfHeader(0x80000ABC, answer.Sequence), answer],
        });

        await carrier.DeliveredAsync(await carrier.SendAsync(Messages), Messages);

        OnceEach(carrier);
    }

    [Fact]
    public async Task Answers_later_than_the_timer_are_given_up_first_and_do_no_harm_when_they_come()
    {
        const int Late = 60;
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        var fault = new HeldAnswers(every: 20, Late);
        carrier.Wire.Fault = fault;
        var batch = await carrier.SendAsync(Messages);
        await carrier.DeliveredAsync(batch, Messages);

        Assert.Equal(Late, carrier.Doubled.Count);
        await carrier.DoubledAreMarkedAsync(batch);
        fault.LetGo();
        await carrier.DeliveredAsync(await carrier.SendAsync(1, first: Messages), 1);

        Assert.Equal(Late, fault.Held);
        Assert.Equal(1, carrier.Wire.Connections);
        Assert.Equal(Messages + Late + 1, carrier.Simulator.Counters.Accepted);
    }

    [Fact]
    public async Task Marketing_messages_whose_answer_never_comes_are_not_sent_again()
    {
        const int Lost = 60;
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.Wire.Fault = new HeldAnswers(every: 20, Lost);

        var batch = await carrier.SendAsync(Messages, "marketing");

        await gateway.Api.BatchIsAsync(batch, Messages, "delivered", "sending");
        await carrier.BindAsync(bind => bind.Number("window_used") == 0);
        await gateway.Api.BatchIsAsync(batch, Lost, "sending");
        Assert.Equal(Messages, carrier.Simulator.Counters.Accepted);
        OnceEach(carrier);
    }

    private static void OnceEach(FaultyCarrier carrier)
    {
        Assert.Equal(Messages, carrier.Recipients);
        Assert.Empty(carrier.Doubled);
        Assert.Equal(1, carrier.Wire.Connections);
    }
}
