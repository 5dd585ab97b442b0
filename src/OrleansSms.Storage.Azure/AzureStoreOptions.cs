using Azure.Core;

namespace OrleansSms.Storage.Azure;

/// <summary>Settings of the store in an Azure Storage account. The defaults suit a silo with two gigabytes to spare.</summary>
public sealed class AzureStoreOptions
{
    /// <summary>Connection string of the account. Either this, or the two endpoints and a credential.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the account's tables, for a managed identity.</summary>
    public Uri? TableEndpoint { get; set; }

    /// <summary>Address of the account's blobs, for a managed identity.</summary>
    public Uri? BlobEndpoint { get; set; }

    /// <summary>Who asks, when endpoints are given.</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>
    /// What the names of tables and of the container begin with: small letters and digits, beginning with a letter. Default: <c>sms</c>. Stores with
    /// different prefixes share an account without knowing of each other.
    /// </summary>
    public string Prefix { get; set; } = "sms";

    /// <summary>Further tries of one request that the account throttled (429, 503) or did not answer. Default: 4, with doubling waits and jitter.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>First wait before a request is tried again. Default: 100 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait before a request is tried again. Default: 2 s.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one try of a request may take. Default: 10 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Rows of the bulk lane in one append. Default: 2,000; a set that crosses the bound is not split.</summary>
    public int BulkRowsPerCommit { get; set; } = 2_000;

    /// <summary>Rows of the urgent lane in one append. Default: 8,000: an append takes about as long for many as for few.</summary>
    public int UrgentRowsPerCommit { get; set; } = 8_000;

    /// <summary>Rows that may wait in each lane; the sets behind them wait outside. Default: 100,000.</summary>
    public int MaxQueuedRows { get; set; } = 100_000;

    /// <summary>Size of a journal's segment, in MiB. Default: 16: a start reads whole segments, and one is removed once all of it is in rows.</summary>
    public int SegmentMiB { get; set; } = 16;

    /// <summary>Messages that have ended and wait for their row before a round of writing begins. Default: 2,000, which fills the batches of all partitions.</summary>
    public int SealedPerRound { get; set; } = 2_000;

    /// <summary>How long a message that has ended, or an event, waits for others before it is written to rows. Default: 15 s.</summary>
    public TimeSpan SealWithin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a message that has not ended stands in the journal alone. Default: a minute, in which most receipts come.</summary>
    public TimeSpan UnsealedFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message stays in memory once its row says all of it and no lane has it. Default: 10 s.</summary>
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages in memory. Default: 1,000,000, about a gigabyte; what would go beyond is refused.</summary>
    public int MaxMessages { get; set; } = 1_000_000;

    /// <summary>Keys of one kind that are remembered to spare a look into a table. Default: 8,000,000, about 200 MB; beyond it every key is looked up.</summary>
    public int MaxKnownKeys { get; set; } = 8_000_000;

    /// <summary>Events of an account that stay in memory for those who follow its log. Default: 5,000.</summary>
    public int EventsInMemory { get; set; } = 5_000;

    /// <summary>Rows looked at for one page of a list. Default: 8,000, a request for each partition of a day; a page that found fewer matches is short.</summary>
    public int RowsPerPage { get; set; } = 8_000;

    /// <summary>How long callers wait for an owner of the store while one is found after a silo died. Default: 20 s; then they are refused.</summary>
    public TimeSpan OwnerWait { get; set; } = TimeSpan.FromSeconds(20);
}
