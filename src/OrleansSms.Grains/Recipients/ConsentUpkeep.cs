using System.Globalization;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Hosting;
using OrleansSms.Grains.Routing;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Recipients;

/// <summary>Removes records of consents that were revoked so long ago that nobody has to prove them any more.</summary>
internal sealed class ConsentUpkeep(IDocumentStore documents, GrainReferences grains) : IDocumentUpkeep
{
    private const int PageSize = 500;

    public async Task PruneAsync(long now, CancellationToken cancellationToken)
    {
        await foreach (var (_, record) in documents.Consents().ReadAllAsync(null, PageSize, cancellationToken))
        {
            if (record.IsOver(now))
            {
                var number = new Msisdn(long.Parse(record.Number.AsSpan(1), CultureInfo.InvariantCulture));
                await grains.RecipientsWith(number).ChangeAsync([new RecipientChange(number) { ForgetConsent = record.Id }]);
            }
        }
    }
}
