using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Simulator.Wire;

/// <summary>Keeps back the answers to some submit_sm until it is told to let them go, or for ever.</summary>
/// <param name="every">One in so many is kept back.</param>
/// <param name="most">No more than so many are.</param>
public sealed class HeldAnswers(int every, int most) : WireFault
{
    private readonly List<WireFrame> _held = [];
    private int _seen;
    private bool _letGo;

    /// <summary>Answers kept back so far.</summary>
    public int Held { get; private set; }

    /// <summary>Lets them go when the carrier says something next; no more are kept.</summary>
    public void LetGo() => _letGo = true;

    /// <inheritdoc/>
    public override IEnumerable<WireFrame> Pass(WireFrame frame)
    {
        if (_letGo)
        {
            WireFrame[] all = [.. _held, frame];
            _held.Clear();
            return all;
        }

        if (frame.Command != CommandId.SubmitSmResp || Held >= most || ++_seen % every != 0)
        {
            return [frame];
        }

        Held++;
        _held.Add(frame);
        return [];
    }
}
