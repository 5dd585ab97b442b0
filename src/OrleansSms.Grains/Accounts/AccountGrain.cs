using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Traffic;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

[GrainType("account")]
internal sealed partial class AccountGrain(
    IDocumentStore documents, NumberOwners owners, RoutingView routing, ComplianceData data, TimeProvider time, ILogger<AccountGrain> logger) : Grain, IAccountGrain
{
    private readonly TrafficGuard _traffic = new();
    private readonly DayUsage _usage = new(documents, time, logger);
    private AccountConfig? _config;
    private PolicyConfig? _policy;
    private KeywordsConfig? _keywords;
    private ActiveAccount? _active;
    private AccountPace _pace;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _config = await documents.Accounts().ReadAsync(this.GetPrimaryKeyString(), cancellationToken);
        _policy = await documents.Policies().ReadAsync(this.GetPrimaryKeyString(), cancellationToken);
        _keywords = await documents.Keywords().ReadAsync(this.GetPrimaryKeyString(), cancellationToken);
        await _usage.LoadAsync(this.GetPrimaryKeyString(), _traffic.Day, cancellationToken);
        Compile();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _usage.SaveAsync(_traffic.Day);

    public ValueTask<AccountConfig?> GetAsync() => new(_config);

    public ValueTask<ActiveAccount?> GetActiveAsync() => new(_active);

    public async Task ConfigureAsync(AccountConfig config)
    {
        if (_config is { } made && made.CreatedAt != config.CreatedAt)
        {
            // Silos that start together make what the settings declare at the same time: the first has, and somebody may know its secret by now.
            config = config with { CreatedAt = made.CreatedAt, CallbackSecret = made.CallbackSecret };
        }

        await documents.Accounts().WriteAsync(config.Id, "", config);
        _config = config;
        Compile();
        owners.Changed();
    }

    public ValueTask<PolicyConfig?> GetPolicyAsync() => new(_policy);

    public async Task<PolicyConfig> SetPolicyAsync(PolicyConfig policy)
    {
        var next = policy with { Account = this.GetPrimaryKeyString(), Version = (_policy?.Version ?? 0) + 1 };
        await documents.Policies().WriteAsync(next.Account, next.Account, next);
        _policy = next;
        Compile();
        await ReviewAsync();
        return next;
    }

    public ValueTask<KeywordsConfig> GetKeywordsAsync() => new(_keywords ?? KeywordsConfig.Default(this.GetPrimaryKeyString()));

    public async Task<KeywordsConfig> SetKeywordsAsync(KeywordsConfig keywords)
    {
        var next = keywords with { Account = this.GetPrimaryKeyString(), Version = (_keywords?.Version ?? 0) + 1 };
        await documents.Keywords().WriteAsync(next.Account, next.Account, next);
        _keywords = next;
        return next;
    }

    public ValueTask<Admission[]> AdmitAsync(AdmissionRequest[] requests)
    {
        var now = time.GetUnixMicros();
        var admissions = Array.ConvertAll(requests, request => Pace(now, request.Segments.Sum()));
        if (_active?.Policy is { CountsTraffic: true } policy)
        {
            for (var i = 0; i < requests.Length; i++)
            {
                var verdicts = admissions[i].Admitted
                    ? _traffic.Judge(now, policy, requests[i].Category, requests[i].Segments, requests[i].Recipients)
                    : null;
                admissions[i] = admissions[i] with { Traffic = verdicts };
            }

            _usage.Note(_traffic.Day);
        }

        return new(admissions);
    }

    /// <summary>What waits in carriers' lanes was decided by the policy before. A bind that cannot be told decides again when its leases end.</summary>
    private async Task ReviewAsync()
    {
        await routing.RefreshAsync();
        foreach (var bind in routing.Binds)
        {
            try
            {
                await GrainFactory.GetGrain<ICarrierBindGrain>(bind.ToString()).ReviewAsync(this.GetPrimaryKeyString());
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                LogNotTold(logger, bind, e);
            }
        }
    }

    private Admission Pace(long now, int segments)
    {
        if (_config is not { TpsLimit: > 0 } config)
        {
            return new Admission(true, 0, 0, null, 0);
        }

        var admitted = _pace.Admit(now, segments, config.TpsLimit, config.MaxBacklogSeconds);
        _pace = admitted?.Pace ?? _pace;
        var backlog = _pace.BacklogSeconds(now);
        var state = new RateLimitState(config.TpsLimit, _pace.Remaining(now, config.TpsLimit), (int)Math.Ceiling(backlog));
        return admitted is { } granted
            ? new Admission(true, granted.StartAt, (double)UnixMicros.PerSecond / config.TpsLimit, state, 0)
            : new Admission(false, 0, 0, state, Math.Max(1, (int)Math.Ceiling(backlog - config.MaxBacklogSeconds)));
    }

    private void Compile() => _active = _config is null ? null : new ActiveAccount(_config, AccountPolicies.Compile(_config, _policy, data));

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind} could not be told of a changed policy; it decides again when its leases end")]
    private static partial void LogNotTold(ILogger logger, BindKey bind, Exception exception);
}
