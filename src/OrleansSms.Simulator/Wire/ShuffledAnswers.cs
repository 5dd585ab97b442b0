using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Simulator.Wire;

/// <summary>Answers submit_sm in another order than it was asked: those of one burst backwards. Receipts overtake the answers of their messages.</summary>
public sealed class ShuffledAnswers : WireFault
{
    private readonly Stack<WireFrame> _kept = new();

    /// <summary>Answers that went out behind one that had been asked later.</summary>
    public int Shuffled { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<WireFrame> Pass(WireFrame frame)
    {
        if (frame.Command != CommandId.SubmitSmResp)
        {
            return [frame];
        }

        _kept.Push(frame);
        return [];
    }

    /// <inheritdoc/>
    public override IEnumerable<WireFrame> Pause()
    {
        Shuffled += Math.Max(0, _kept.Count - 1);
        WireFrame[] backwards = [.. _kept];
        _kept.Clear();
        return backwards;
    }
}
