using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Recipients;

namespace OrleansSms.Grains.Routing;

/// <summary>
/// References of the grains that every message meets. <see cref="IGrainFactory"/> finds the interface's name anew for each reference, which costs more than
/// the call itself; here it is found once.
/// </summary>
internal sealed class GrainReferences
{
    private readonly IGrainFactory _grains;
    private readonly Kind _recipient;
    private readonly Kind _bind;
    private readonly Kind _account;

    public GrainReferences(IGrainFactory grains)
    {
        _grains = grains;
        _recipient = new Kind(grains.GetGrain<IRecipientGrain>(0));
        _bind = new Kind(grains.GetGrain<ICarrierBindGrain>("sample"));
        _account = new Kind(grains.GetGrain<IAccountGrain>("sample"));
    }

    public IRecipientGrain Recipient(Msisdn number) => (IRecipientGrain)Get(_recipient, GrainIdKeyExtensions.CreateIntegerKey(number.Digits));

    public ICarrierBindGrain Bind(BindKey bind) => (ICarrierBindGrain)Get(_bind, IdSpan.Create(bind.ToString()));

    public IAccountGrain Account(string id) => (IAccountGrain)Get(_account, IdSpan.Create(id));

    private IAddressable Get(in Kind kind, IdSpan key) => _grains.GetGrain(GrainId.Create(kind.Type, key), kind.Interface);

    private readonly record struct Kind(GrainType Type, GrainInterfaceType Interface)
    {
        public Kind(IAddressable sample)
            : this(((GrainReference)sample).GrainId.Type, ((GrainReference)sample).InterfaceType)
        {
        }
    }
}
