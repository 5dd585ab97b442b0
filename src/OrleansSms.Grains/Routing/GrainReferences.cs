using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Routing;

/// <summary>
/// References of the grains that every message meets. <see cref="IGrainFactory"/> finds the interface's name anew for each reference, which costs more than
/// the call itself; here it is found once.
/// </summary>
internal sealed class GrainReferences
{
    private readonly IGrainFactory _grains;
    private readonly IRecipientsGrain[] _shards;
    private readonly Kind _bind;
    private readonly Kind _account;

    public GrainReferences(IGrainFactory grains)
    {
        _grains = grains;
        _shards = [.. Enumerable.Range(0, RecipientShard.Count).Select(shard => grains.GetGrain<IRecipientsGrain>(shard))];
        _bind = new Kind(grains.GetGrain<ICarrierBindGrain>("sample"));
        _account = new Kind(grains.GetGrain<IAccountGrain>("sample"));
    }

    /// <summary>The grain of the shard that a number belongs to.</summary>
    public IRecipientsGrain RecipientsWith(Msisdn number) => _shards[RecipientShard.Of(number)];

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
