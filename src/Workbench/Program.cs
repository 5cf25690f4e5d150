using Workbench;
using Workbench.Commands;
using Workbench.Shared;

if (WorkbenchCommands.Handles(args))
    return await WorkbenchCommands.RunAsync(args, Console.Out, Console.Error);

var app = WorkbenchApplication.Build(args);
try
{
    await app.PrepareAsync();
}
catch (SettingException problem)
{
    app.Logger.LogCritical("Workbench does not start. {Problem}", problem.Message);
    await app.DisposeAsync();
    return 2;
}
await app.RunAsync();
return 0;
