namespace OrleansSms.Smpp.Session;

/// <summary>Decides who may bind to a listener.</summary>
public interface IBindAuthenticator
{
    /// <summary>Decides one bind. An exception is answered with ESME_RSYSERR.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="cancellationToken">Cancelled when the connection is gone or the session-init time is over.</param>
    ValueTask<BindAnswer> AuthenticateAsync(BindRequest request, CancellationToken cancellationToken);
}
