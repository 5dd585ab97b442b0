using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Simulator.Wire;

/// <summary>
/// What a carrier does wrong with the PDUs that it sends: each is given to <see cref="Pass"/>, and what that answers goes to the ESME instead. One object serves all
/// connections of a wire, one call at a time.
/// </summary>
public abstract class WireFault
{
    /// <summary>What is sent in place of <paramref name="frame"/>.</summary>
    public abstract IEnumerable<WireFrame> Pass(WireFrame frame);

    /// <summary>For now the carrier has nothing more to say: what is sent that was kept back.</summary>
    public virtual IEnumerable<WireFrame> Pause() => [];

    /// <summary>Does this with every PDU of a kind.</summary>
    public static WireFault Each(CommandId command, Func<WireFrame, IEnumerable<WireFrame>> instead) => new EachFault(command, 1, instead);

    /// <summary>Does this with one in so many PDUs of a kind.</summary>
    public static WireFault OneIn(int every, CommandId command, Func<WireFrame, IEnumerable<WireFrame>> instead) => new EachFault(command, every, instead);

    private sealed class EachFault(CommandId command, int every, Func<WireFrame, IEnumerable<WireFrame>> instead) : WireFault
    {
        private int _seen;

        public override IEnumerable<WireFrame> Pass(WireFrame frame) =>
            frame.Command == command && ++_seen % every == 0 ? instead(frame) : [frame];
    }
}
