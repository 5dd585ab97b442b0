using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Asks recipients' rules what they would say at a time, and reserves nothing.</summary>
internal sealed class DryRunRules(GrainReferences grains, IdGenerator ids, ILogger<DryRunRules> logger)
{
    public async Task<ActiveAccount> AccountAsync(string account) =>
        await grains.Account(account).GetActiveAsync() ?? throw new CampaignFailedException("The account does not exist.");

    /// <summary>The decisions for some recipients, in their order; null where a recipient could not be asked.</summary>
    public Task<Decision?[]> AskAsync(CampaignDefinition definition, ActiveAccount account, IReadOnlyList<DryRunMessage> messages)
    {
        var asked = new ShardedRequests(account.Policy, messages.Count, grains, logger);
        foreach (var message in messages)
        {
            asked.Add(new DecisionRequest(
                new MessageId(ids.Next()), message.To, definition.Category, message.From, definition.Program, message.Segments, TextHash.Of(message.Body), message.At, DryRun: true));
        }

        return asked.DecideAsync();
    }
}

/// <summary>A message as it would be sent.</summary>
internal sealed record DryRunMessage(Msisdn To, int Variant, string From, string Body, int Segments, MessageEncoding Encoding, long At);
