using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Contracts.Campaigns;

/// <summary>One campaign: pages through its audience at the pace that its carriers allow. Key: the campaign's id.</summary>
[Alias("sms.ICampaignGrain")]
public interface ICampaignGrain : IGrainWithStringKey
{
    /// <summary>Keeps a new campaign as a draft.</summary>
    [Alias("Create")]
    Task CreateAsync(CampaignState campaign);

    /// <summary>Where it stands; null when there is none.</summary>
    [Alias("Get")]
    Task<CampaignReport?> GetAsync();

    /// <summary>Replaces what a draft says. What has been launched was checked, tested and approved as it is.</summary>
    [Alias("Edit")]
    Task<CampaignAnswer> EditAsync(CampaignDefinition definition);

    /// <summary>Changes how fast it goes, while it goes, too; null = as fast as the carriers take it.</summary>
    [Alias("SetPace")]
    Task<CampaignAnswer> SetPaceAsync(CampaignPace? pace);

    /// <summary>Launches it: it goes at the time that its definition says, once it is approved where it has to be.</summary>
    [Alias("Launch")]
    Task<CampaignAnswer> LaunchAsync(string key);

    /// <summary>Agrees that it goes. Not the key that launched it.</summary>
    [Alias("Approve")]
    Task<CampaignAnswer> ApproveAsync(string key);

    /// <summary>Stops it: when it answers no further submit_sm of it begins.</summary>
    [Alias("Pause")]
    Task<CampaignAnswer> PauseAsync();

    /// <summary>Goes on.</summary>
    [Alias("Resume")]
    Task<CampaignAnswer> ResumeAsync();

    /// <summary>Stops it for good, and takes back what no carrier has yet.</summary>
    [Alias("Cancel")]
    Task<CampaignAnswer> CancelAsync();

    /// <summary>Removes one that does not go.</summary>
    [Alias("Delete")]
    Task<CampaignAnswer> DeleteAsync();

    /// <summary>Sends each variant to some numbers of the team.</summary>
    [Alias("TestSend")]
    Task<SubmitResult> TestSendAsync(IReadOnlyList<Msisdn> numbers);

    /// <summary>Leaves a number out of the rows that it lists as problems.</summary>
    [Alias("Forget")]
    Task ForgetAsync(Msisdn number);

    /// <summary>Whether its audience is being fixed at the moment: whoever was a contact when that began may be in it, although nothing says so yet.</summary>
    [Alias("IsFixingAudience")]
    Task<bool> IsFixingAudienceAsync();

    /// <summary>Goes on where it was, if it is to go; called from time to time by every silo.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();
}

/// <summary>What became of a wish.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Campaign">The campaign as it stands now.</param>
/// <param name="Errors">What is wrong with it, by JSON Pointer into its definition.</param>
[GenerateSerializer, Immutable, Alias("sms.CampaignAnswer")]
public sealed record CampaignAnswer(
    [property: Id(0)] CampaignVerdict Verdict, [property: Id(1)] CampaignReport? Campaign = null, [property: Id(2)] IReadOnlyList<FieldError>? Errors = null);

/// <summary>Whether something was done.</summary>
public enum CampaignVerdict : byte
{
    /// <summary>It was.</summary>
    Done = 0,

    /// <summary>There is no such campaign.</summary>
    NotFound = 1,

    /// <summary>Not where it stands now.</summary>
    NotNow = 2,

    /// <summary>Its definition is wrong: see the errors.</summary>
    Invalid = 3,

    /// <summary>Whoever launched it cannot approve it.</summary>
    SameKey = 4,
}

/// <summary>A campaign with how far it has come.</summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignReport")]
public sealed record CampaignReport
{
    /// <summary>The campaign.</summary>
    [Id(0)] public required CampaignState State { get; init; }

    /// <summary>How far it has paged.</summary>
    [Id(1)] public required CampaignProgress Progress { get; init; }

    /// <summary>How its messages have fared; null before it is launched.</summary>
    [Id(2)] public CampaignTally? Tally { get; init; }

    /// <summary>Messages a second that it goes at now, as far as pace and carriers are known; null = not known.</summary>
    [Id(3)] public double? MessagesPerSecond { get; init; }

    /// <summary>When it will be through, in Unix microseconds; null = not known.</summary>
    [Id(4)] public long? FinishAt { get; init; }

    /// <summary>What it waits for, as in <c>window</c>; null = nothing.</summary>
    [Id(5)] public string? WaitsFor { get; init; }

    /// <summary>What a segment is reckoned at, in millionths of the account's currency; 0 = not known.</summary>
    [Id(6)] public long SegmentPriceMicros { get; init; }

    /// <summary>Messages that were accepted and still wait for a carrier.</summary>
    public long Waiting => Progress.WaitingBy(Tally);
}
