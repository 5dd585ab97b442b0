using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Accounts;
using OrleansSms.Grains.Campaigns;
using OrleansSms.Grains.Carriers;
using OrleansSms.Grains.Contacts;
using OrleansSms.Grains.Erasures;
using OrleansSms.Grains.Importing;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Scheduling;
using OrleansSms.Grains.Submission;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Grains.Templates;
using OrleansSms.Grains.Timing;

namespace OrleansSms.Grains.Hosting;

/// <summary>Registers what the grains are made of.</summary>
public static class GrainServices
{
    /// <summary>Adds the grains' services. The storage ports and a <see cref="TimeProvider"/> must be registered too.</summary>
    public static IServiceCollection AddOrleansSmsGrains(this IServiceCollection services, GatewayLimits limits)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, static (provider, _) => new SteadyTime(provider.GetRequiredService<TimeProvider>()));

        // Until when a grain wants to stay is reckoned by this one, and compared with the other.
        services.AddKeyedSingleton(TimeProviderNames.Grains, static (provider, _) => provider.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.ActivationManagement));
        services.TryAddSingleton(_ => ComplianceData.Shipped);
        services.AddSingleton(limits);
        services.AddSingleton<IdGenerator>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<GrainReferences>();
        services.AddSingleton<RoutingView>();
        services.AddSingleton<NumberOwners>();
        services.AddSingleton<CapPlaces>();
        services.AddSingleton<AdmissionGate>();
        services.AddSingleton<IdempotentRequests>();
        services.AddSingleton<MessageAcceptor>();
        services.AddSingleton<MessagePreview>();
        services.AddSingleton<MessageCanceler>();
        services.AddSingleton<LocalBinds>();
        services.AddSingleton<BindHome>();
        services.AddSingleton<BindServices>();
        services.AddPlacementDirector<BindPlacement, BindPlacementDirector>();
        services.AddSingleton<RecipientDocuments>();
        services.AddTransient<ErasedRecipients>();
        services.AddSingleton<NumberHasher>();
        services.AddSingleton<PersonReader>();
        services.AddSingleton<ErasureTraces>();
        services.AddSingleton<ErasureWork>();
        services.AddSingleton<IDocumentUpkeep, ConsentUpkeep>();
        services.AddSingleton<IDocumentUpkeep, AnswerUpkeep>();
        services.AddSingleton<Recaller>();
        services.AddSingleton<KeywordAnswers>();
        services.AddSingleton<ConsentRequests>();
        services.AddSingleton<InboundIntake>();
        services.AddSingleton<Releaser>();
        services.AddSingleton<ContactFacts>();
        services.AddSingleton<ImportJournal>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<IDocumentUpkeep, ImportUpkeep>();
        services.AddSingleton<ParsedTemplates>();
        services.AddSingleton<TemplatedRequests>();
        services.AddSingleton<CampaignJournal>();
        services.AddSingleton<AudienceReader>();
        services.AddSingleton<PassRules>();
        services.AddSingleton<UnitSender>();
        services.AddSingleton<LaneGauge>();
        services.AddSingleton<ShareGate>();
        services.AddSingleton<LaunchChecks>();
        services.AddSingleton<TestSender>();
        services.AddSingleton<DryRunRules>();
        services.AddSingleton<CampaignServices>();
        services.AddSingleton<CampaignDesk>();
        return services;
    }

    /// <summary>Adds what works whether or not anybody asks. Call it after the silo is added, so that it starts behind it.</summary>
    public static IServiceCollection AddSiloWork(this IServiceCollection services) =>
        services.AddHostedService<Warden>().AddHostedService<Upkeep>().AddHostedService<ErasureRepeater>();
}
