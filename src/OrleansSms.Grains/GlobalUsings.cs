global using Microsoft.Extensions.Logging;
global using OrleansSms.Domain.Ids;
global using OrleansSms.Domain.Messages;
global using OrleansSms.Storage;
global using EventId = OrleansSms.Domain.Ids.EventId;
