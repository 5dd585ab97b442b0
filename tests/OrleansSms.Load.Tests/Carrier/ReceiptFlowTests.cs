using OrleansSms.Load.Carrier;

namespace OrleansSms.Load.Tests.Carrier;

public sealed class ReceiptFlowTests
{
    private readonly ReceiptFlow _flow = new();

    [Fact]
    public void Receipts_wait_when_the_window_is_full()
    {
        var sent = SendAll(messages: 5_000);

        Assert.True(sent.Count is > 0 and < 5_000, "The window has a bound.");
        Assert.True(_flow.TrySettle(sent[0], taken: true));
        Assert.True(_flow.TryNext(out _, out var next));
        Assert.Equal(sent.Count, next.Message);
    }

    [Fact]
    public void A_refused_receipt_is_sent_again()
    {
        var sent = SendAll(messages: 2);

        Assert.True(_flow.TrySettle(sent[1], taken: false));

        Assert.True(_flow.TryNext(out _, out var again));
        Assert.Equal(1, again.Message);
    }

    [Fact]
    public void What_was_not_answered_is_left_for_another_session()
    {
        var sent = SendAll(messages: 5_000);
        _flow.TrySettle(sent[10], taken: true);

        Assert.Equal(Enumerable.Range(0, 5_000).Where(message => message != 10).Select(message => (long)message), _flow.Left().Select(left => left.Message).Order());
    }

    [Fact]
    public void An_answer_to_nothing_settles_nothing() => Assert.False(_flow.TrySettle(77, taken: true));

    private List<uint> SendAll(int messages)
    {
        for (var message = 0; message < messages; message++)
        {
            _flow.Add(new Receipt(message, 0));
        }

        var sent = new List<uint>();
        while (_flow.TryNext(out var sequence, out _))
        {
            sent.Add(sequence);
        }

        return sent;
    }
}
