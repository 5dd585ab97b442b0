using Microsoft.AspNetCore.Http.Features;
using OrleansSms.Contracts.Importing;
using OrleansSms.Domain.Importing;

namespace OrleansSms.Web.Importing;

/// <summary>Passes a file on as it comes, a chunk at a time: memory does not grow with the file.</summary>
internal static class ImportUpload
{
    /// <summary>Small enough for the ordinary heap, large enough that calls cost nothing beside the octets.</summary>
    private const int ChunkBytes = 80 * 1024;

    public static async Task TakeAsync(ApiCall call, ImportState state)
    {
        var limit = call.Context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = ImportLimits.MaxUploadBytes;
        }

        if (call.Request.ContentLength > ImportLimits.MaxUploadBytes)
        {
            await RefuseAsync(call, AppendVerdict.TooLarge);
            return;
        }

        var grain = ImportsApi.Grain(call, state.Config.Id);
        var offset = 0L;
        bool isLast;
        do
        {
            var chunk = new byte[ChunkBytes];
            var read = await call.Request.Body.ReadAtLeastAsync(chunk, ChunkBytes, throwOnEndOfStream: false, call.Aborted);
            isLast = read < ChunkBytes;
            var verdict = await grain.AppendAsync(offset, isLast ? chunk[..read] : chunk, isLast);
            if (verdict != AppendVerdict.Taken)
            {
                await RefuseAsync(call, verdict);
                return;
            }

            offset += read;
        }
        while (!isLast);

        await call.JsonAsync(StatusCodes.Status202Accepted, ImportView.Of(await grain.GetAsync() ?? state), WebJson.Shared.ImportView);
    }

    private static Task RefuseAsync(ApiCall call, AppendVerdict verdict) => verdict switch
    {
        AppendVerdict.TooLarge => call.ProblemAsync(
            ProblemKind.BodyTooLarge, string.Create(CultureInfo.InvariantCulture, $"The file may have {ImportLimits.MaxUploadBytes} octets; send it in parts, or packed by gzip.")),
        AppendVerdict.WrongOffset => call.ProblemAsync(ProblemKind.AlreadyExists, "The file is being sent by another request too; send it again."),
        _ => call.ProblemAsync(ProblemKind.AlreadyExists, "The import has its file already; make another import for another file."),
    };
}
