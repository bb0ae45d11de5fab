; The Windows installer. Compiled by build/package/windowsInstaller.ts, which defines:
;   PRODUCT, VERSION (1.2.3), VERSION_QUAD (1.2.3.0), PROCESSOR (x64 or arm64), SOURCE (the unpacked app), OUT_FILE, ICON, SIZE_KB
;   SIGN_COMMAND (only when the build is signed): signs the file whose name follows
;
; Silent: Fourfold-….exe /S [/AllUsers | /CurrentUser] [/D=C:\folder]
; Exit codes, of installer and uninstaller; they never change their meaning:
;   0 done   1 cancelled by the person   2 stopped by an error of Windows
;   10 a newer version is installed   11 Fourfold is running   12 this Windows is not fit for it
;   13 files could not be written   14 administrator's rights are needed
; Patient data lies in no folder that this installer makes or removes.

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
Name "${PRODUCT}"
OutFile "${OUT_FILE}"
BrandingText "${PRODUCT} ${VERSION}"
AllowRootDirInstall false
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION_QUAD}"
VIFileVersion "${VERSION_QUAD}"
VIAddVersionKey /LANG=1033 "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=1033 "FileDescription" "${PRODUCT} Setup"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "All rights reserved."

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"
!define EXECUTABLE "${PRODUCT}.exe"

; For everybody where the person may do that, otherwise for oneself; the command line decides either way.
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "${PRODUCT}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallMode"
!define MULTIUSER_USE_PROGRAMFILES64

!include MUI2.nsh
!include MultiUser.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartAsPerson
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Patient data, settings and backups are kept. Remove them by hand if that is wanted."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; MultiUser ends a command line of /AllUsers without the rights for it by itself; we want our own words and code.
!macro Stop code words
  SetErrorLevel ${code}
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONSTOP "${words}"
  ${EndIf}
  SetErrorLevel ${code}
  Quit
!macroend

Var waited

Function .onInit
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $R1
  ${IfNot} ${Errors}
    UserInfo::GetAccountType
    Pop $R2
    ${If} $R2 != "Admin"
    ${AndIf} $R2 != "Power"
      !insertmacro Stop 14 "Installing for all users needs administrator's rights. Start the installer as administrator, or with /CurrentUser."
    ${EndIf}
  ${EndIf}

  ${IfNot} ${AtLeastWin10}
    !insertmacro Stop 12 "${PRODUCT} needs Windows 10 or later."
  ${EndIf}
!if "${PROCESSOR}" == "arm64"
  ${IfNot} ${IsNativeARM64}
    !insertmacro Stop 12 "This installer is for ARM processors. Use the one for x64."
  ${EndIf}
!else
  ${IfNot} ${RunningX64}
    !insertmacro Stop 12 "${PRODUCT} needs a 64-bit Windows."
  ${EndIf}
!endif
  SetRegView 64
  !insertmacro MULTIUSER_INIT

  ; Data written by a newer version cannot be read by an older one.
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro Stop 10 "${PRODUCT} $0 is installed, which is newer than ${VERSION}. An older version could not read its data. Nothing was changed."
    ${EndIf}
  ${EndIf}
FunctionEnd

; An update starts the installer while the app is still closing; half a minute is allowed for that.
!macro WaitUntilClosed prefix
Function ${prefix}WaitUntilClosed
  StrCpy $waited 0
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${EXECUTABLE}"
      ${Break}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXECUTABLE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} $waited >= 30
      !insertmacro Stop 11 "${PRODUCT} is running. Close it, then try again. Nothing was changed."
    ${EndIf}
    Sleep 1000
    IntOp $waited $waited + 1
  ${Loop}
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Section
  Call WaitUntilClosed
  SetOutPath "$INSTDIR"
  ; What an earlier version brought and this one does not know must not stay.
  ${If} ${FileExists} "$INSTDIR\${EXECUTABLE}"
    RMDir /r "$INSTDIR\resources"
    RMDir /r "$INSTDIR\locales"
  ${EndIf}
  ClearErrors
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\Uninstall ${PRODUCT}.exe"
  ${If} ${Errors}
    !insertmacro Stop 13 "Files could not be written to $INSTDIR. Check the disk and the rights, then run the installer again."
  ${EndIf}
  CreateShortCut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\${EXECUTABLE}"
  ${If} $MultiUser.InstallMode == "AllUsers"
    Call KeepPolicyFolder
  ${EndIf}

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXECUTABLE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PRODUCT}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallMode" "$MultiUser.InstallMode"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall ${PRODUCT}.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall ${PRODUCT}.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1

  ; The updater asks for the app to be started again.
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "--force-run" $R1
  ${IfNot} ${Errors}
    Call StartAsPerson
  ${EndIf}
  SetErrorLevel 0
SectionEnd

; Windows lets everybody make a folder below ProgramData. The one that a policy file is read from belongs to administrators, also
; where somebody else made it first; what lies in it keeps rights of its own.
Function KeepPolicyFolder
  ; With the shell's folders of all users this is ProgramData.
  CreateDirectory "$APPDATA\${PRODUCT}"
  nsExec::Exec '"$SYSDIR\takeown.exe" /A /F "$APPDATA\${PRODUCT}"'
  Pop $0
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\${PRODUCT}" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $1
  ${If} $0 != 0
  ${OrIf} $1 != 0
    !insertmacro Stop 13 "The rights of the folder for policies, $APPDATA\${PRODUCT}, could not be set. Check who may write it, then run the installer again."
  ${EndIf}
FunctionEnd

; Through the shell, so that the app does not inherit the installer's rights.
Function StartAsPerson
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${EXECUTABLE}"'
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section Uninstall
  Call un.WaitUntilClosed
  ; Only what was installed; a folder that holds anything else stays.
  RMDir /r "$INSTDIR\resources"
  RMDir /r "$INSTDIR\locales"
  !include "${FILE_LIST}"
  Delete "$INSTDIR\Uninstall ${PRODUCT}.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  SetErrorLevel 0
SectionEnd

!ifdef SIGN_COMMAND
  !uninstfinalize '${SIGN_COMMAND} "%1"' = 0
!endif
