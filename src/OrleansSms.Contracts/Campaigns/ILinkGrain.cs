namespace OrleansSms.Contracts.Campaigns;

/// <summary>Follows short links. Key: 0. A stateless worker; many calls run in it at once.</summary>
[Alias("sms.ILinkGrain")]
public interface ILinkGrain : IGrainWithIntegerKey
{
    /// <summary>Where a short link leads; null when there is none. What a person follows is noted; what a program follows is noted as such.</summary>
    [Alias("Follow")]
    Task<string?> FollowAsync(string token, bool isBot, CancellationToken cancellationToken = default);
}
